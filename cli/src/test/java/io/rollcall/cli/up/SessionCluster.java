package io.rollcall.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cluster in which the recorded session is repeated: nodes as there, the files as they were at each step, pods by their nodes. */
final class SessionCluster {

    /** The recorded commands name these pods. */
    private static final Map<String, String> NODES = Map.of("nginx-h2mbv", "node-3", "nginx-dppv5", "node-2");

    private static final Pattern POD = Pattern.compile("nginx-[a-z0-9]{5}");

    /** Image in nginx.yaml from a step on. */
    private static final TreeMap<Integer, String> IMAGES =
            new TreeMap<>(Map.of(0, "nginx:1.14.2", 14, "nginx:1.16.1", 78, "nginx:1.19"));

    private static final int INVALID = 88;
    private static final int IN_THE_MIDDLE = 16;
    private static final int ORPHANED = 74;
    private static final int CREATED_AGAIN = 76;
    private static final int NODE_DELETED = 87;
    private static final int LOOKS = 150;
    private static final int PAUSE_MILLIS = 200;

    private final Kubectl kubectl;
    private final Path folder;

    SessionCluster(Kubectl kubectl, Path folder) {
        this.kubectl = kubectl;
        this.folder = folder;
        kubectl.editBy("sed -i s/nginx:1.17/nginx:1.18/");
    }

    /** The recorded cluster's nodes, and no other. */
    void begin(Path nodes) throws IOException, InterruptedException {
        run("create -f " + nodes);
        run("delete node control-plane");
    }

    /** What a command printed, given when the cluster has come to rest. */
    Kubectl.Result repeat(SessionStep step) throws IOException, InterruptedException {
        write(step.number());
        if (step.number() != IN_THE_MIDDLE) {
            rest(step.number());
        }
        List<String> args = new ArrayList<>();
        for (String arg : step.args()) {
            args.add(named(arg));
        }
        if (step.stopped()) {
            return kubectl.runFor(Duration.ofSeconds(step.number() == 5 ? 3 : 2), args, folder);
        }
        return kubectl.run(args, folder, "foo: [bar\n");
    }

    private void write(int step) throws IOException {
        String image = IMAGES.floorEntry(step).getValue();
        Files.writeString(folder.resolve("nginx.yaml"), daemonSet("nginx", image, ""));
        String wrong = step <= INVALID ? "      restartPolicy: OnFailure\n" : "      bogusField: x\n";
        Files.writeString(folder.resolve("bad.yaml"), daemonSet("bad", "nginx", wrong));
    }

    private static String daemonSet(String name, String image, String more) {
        return """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata:
                  name: %1$s
                  namespace: default
                  labels:
                    k8s-app: %1$s
                spec:
                  selector:
                    matchLabels:
                      k8s-app: %1$s
                  template:
                    metadata:
                      labels:
                        k8s-app: %1$s
                    spec:
                      containers:
                      - name: %1$s
                        image: %2$s
                """.formatted(name, image) + more;
    }

    /** The DaemonSet, if there is one, is rolled out, and no pod is on its way out. */
    private void rest(int step) throws IOException, InterruptedException {
        if (step > ORPHANED && step <= CREATED_AGAIN) {
            return;
        }
        boolean there = kubectl.run("get ds nginx").exit() == 0;
        if (there) {
            run("rollout status ds/nginx --timeout=80s");
        }
        String pods = "get pods -o jsonpath={range.items[*]}{.metadata.deletionTimestamp}{.status.phase};{end}";
        String found = "";
        for (int look = 0; look < LOOKS; look++) {
            found = run(pods);
            if (found.equals(there ? "Running;".repeat(nodes(step)) : "")) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("before step " + step + " the pods do not come to rest: " + found);
    }

    private static int nodes(int step) {
        return step > NODE_DELETED ? 2 : 3;
    }

    private String named(String arg) throws IOException, InterruptedException {
        Matcher pod = POD.matcher(arg);
        String node = pod.matches() ? NODES.get(arg) : null;
        return node == null
                ? arg
                : run("get pods --field-selector spec.nodeName=" + node + " -o jsonpath={.items[0].metadata.name}");
    }

    private String run(String command) throws IOException, InterruptedException {
        return kubectl.run(command).ok();
    }
}
