package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.up.Kubectl.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an unmodified kubectl sees of pods that come and go: in a watch, in a rollout that is taken back, and afterwards. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubectlRolloutIT {

    private static final List<String> WORKERS = List.of("node-1", "node-2", "node-3");
    private static final List<String> ALL = List.of("control-plane", "node-1", "node-2", "node-3");

    /** Where the DaemonSet of each example belongs; node-3 has no label for a GPU until it gets one. */
    private static final SortedMap<String, List<String>> PLACES = new TreeMap<>(Map.ofEntries(
            Map.entry("pod-network", ALL),
            Map.entry("node-audit", ALL),
            Map.entry("edge-cache", WORKERS),
            Map.entry("everywhere", ALL),
            Map.entry("gpu-plugin", List.of("node-3")),
            Map.entry("service-proxy", ALL),
            Map.entry("log-collector", ALL),
            Map.entry("nginx", WORKERS),
            Map.entry("node-metrics", ALL),
            Map.entry("storage-agent", WORKERS),
            Map.entry("ingress", WORKERS)));

    /** What kubectl puts before a refusal of a list. */
    private static final String LISTING = "Unable to list \"apps/v1, Resource=daemonsets\": ";

    @RegisterExtension
    static final UpWithKubectl UP = UpWithKubectl.with("--nodes", "3");

    @Test
    @Order(1)
    @DisplayName(
            "a watch shows the pods of every example appear on the right nodes, and go when the DaemonSets are deleted")
    void watch() throws Exception {
        try (Kubectl.Watch watch = UP.kubectl().watch("get pods -A -o wide -w")) {
            for (Path file : UpWithKubectl.examples()) {
                assertThat(UP.ok("apply -f " + file)).endsWith(" created\n");
            }
            String hardware = gpuLabel();
            UP.ok("label node node-3 " + hardware);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> assertThat(places(watch.lines(), "Running")).isEqualTo(sets(PLACES)));

            UP.ok("delete ds --all -A");
            Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                assertThat(UP.ok("get pods -A -o name")).isEmpty();
                assertThat(places(watch.lines(), "Terminating")).isEqualTo(sets(PLACES));
            });
        }
        assertThat(UP.ok("get ds -A -o name")).isEmpty();
    }

    @Test
    @Order(2)
    @DisplayName("a rollout that is taken back half-way spares the pods that are still on the old template")
    void undo() throws Exception {
        UP.ok("apply -f " + UpWithKubectl.EXAMPLES.resolve("nginx.yaml"));
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        SortedMap<String, String> before = uids();
        assertThat(before).hasSize(3);

        UP.ok("set image ds/nginx nginx=nginx:broken");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(UP.ok("get pods -l app=nginx")).contains("ImagePullBackOff"));
        SortedMap<String, String> stuck = uids();
        List<String> spared =
                stuck.keySet().stream().filter(before::containsKey).toList();
        assertThat(spared).as("one pod at a time is unavailable").hasSize(2);

        assertThat(UP.ok("rollout undo ds/nginx")).isEqualTo("daemonset.apps/nginx rolled back\n");
        assertThat(UP.ok("rollout status ds/nginx --timeout=60s")).contains("successfully rolled out");
        SortedMap<String, String> after = uids();
        assertThat(after).hasSize(3);
        assertThat(spared).allSatisfy(pod -> assertThat(after.get(pod)).isEqualTo(before.get(pod)));
        assertThat(UP.ok("get pods -l app=nginx -o jsonpath={.items[*].spec.containers[0].image}"))
                .isEqualTo("nginx:1.27 nginx:1.27 nginx:1.27");
        assertThat(UP.ok("get pods -l app=nginx -o jsonpath={.items[*].metadata.labels.controller-revision-hash}")
                        .split(" "))
                .hasSize(3)
                .containsOnly(UP.ok(
                        "get pod " + spared.getFirst() + " -o jsonpath={.metadata.labels.controller-revision-hash}"));
    }

    @Test
    @Order(3)
    @DisplayName(
            "behind /asof/MOMENT the same commands show what was; writes, watches and bad moments are refused in one line")
    void past() throws Exception {
        String pods = UP.ok("get pods -l app=nginx -o name");
        String then = thisSecond();
        UP.ok("delete ds nginx --cascade=foreground");
        UP.ok("label node node-1 later=true");

        String past = "--server " + UP.url() + "/asof/" + then + " ";
        assertThat(UP.ok(past + "get pods -l app=nginx -o name")).isEqualTo(pods);
        assertThat(UP.ok(past + "get pods -o wide").lines().skip(1))
                .hasSize(3)
                .allMatch(line -> line.matches("nginx-\\S+ +1/1 +Running +0 +\\S+ +\\S+ +node-[123] +<none> +<none>"));
        assertThat(UP.ok(past + "get ds")).containsPattern("nginx +3 +3 +3 +3 +3 +<none> +\\d+");
        assertThat(UP.ok(past + "describe ds nginx"))
                .contains("Desired Number of Nodes Scheduled: 3", "Image:         nginx:1.27");
        assertThat(UP.ok(past + "get nodes -l later=true")).isEmpty();
        assertThat(UP.ok("get ds")).isEmpty();

        String reading =
                "this is the cluster as it was at " + then + ": the past can be read, not changed; leave /asof/" + then
                        + " out of the server's address to change the cluster of now";
        for (String write : List.of("delete ds nginx", "label node node-1 a=b", "create ns past")) {
            refused(past + write, "MethodNotAllowed", reading);
        }
        Result watch = UP.run(past + "get pods -w");
        assertThat(watch.exit()).isEqualTo(1);
        assertThat(watch.err())
                .contains("this is the cluster as it was at " + then
                        + ": nothing happens there any more that could be watched");

        refused(
                "--server " + UP.url() + "/asof/yesterday get ds",
                "BadRequest",
                LISTING
                        + "'yesterday' is no moment: give a time such as 2026-03-01T10:00:00Z, or a place in the journal such as"
                        + " journal-0@31");
        refused(
                "--server " + UP.url() + "/asof/2999-01-01T00:00:00Z get ds",
                "NotFound",
                LISTING
                        + "2999-01-01T00:00:00Z has not come yet: leave /asof/2999-01-01T00:00:00Z out of the server's address for the"
                        + " cluster of now");
        Result journal = UP.run("--server " + UP.url() + "/asof/journal-0@99999999 get ds");
        assertThat(journal.err())
                .startsWith("Error from server (NotFound): " + LISTING
                        + "journal-0@99999999 has not been read yet: the view is at journal-0@")
                .hasLineCount(1);
        String first = "--server " + UP.url() + "/asof/1999-12-31T23:59:59Z ";
        assertThat(UP.run(first + "get nodes").err()).isEqualTo("No resources found\n");
        refused(first + "get ds nginx", "NotFound", "daemonsets.apps \"nginx\" not found");
    }

    @Test
    @Order(4)
    @DisplayName("server-side apply: again and again by one manager, refused where another owns a field, by force")
    void serverSideApply() throws Exception {
        Path example = UpWithKubectl.EXAMPLES.resolve("log-collector.yaml");
        Path other = Files.writeString(
                UP.folder().resolve("other.yaml"), Files.readString(example).replaceAll("image: .*", "image: other:1"));
        String applied = "daemonset.apps/log-collector serverside-applied\n";
        assertThat(UP.ok("apply --server-side -f " + example)).isEqualTo(applied);
        String managers = "get ds log-collector -n kube-system -o"
                + " jsonpath={.metadata.generation},{.metadata.managedFields[*].manager},{.metadata.managedFields[*].operation}";
        assertThat(UP.ok("apply --server-side -f " + example)).isEqualTo(applied);
        assertThat(UP.ok(managers)).isEqualTo("1,kubectl,Apply");

        Result refused = UP.run("apply --server-side --field-manager=robot -f " + other);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("error: Apply failed with 1 conflict: conflict with \"kubectl\":"
                        + " .spec.template.spec.containers[name=\"collector\"].image\n");
        assertThat(UP.ok("apply --server-side --field-manager=robot --force-conflicts -f " + other))
                .isEqualTo(applied);
        assertThat(UP.ok("get ds log-collector -n kube-system -o yaml --show-managed-fields"))
                .contains("manager: robot", "manager: kubectl", "k:{\"name\":\"collector\"}:");
        assertThat(UP.ok("get ds log-collector -n kube-system -o yaml")).doesNotContain("managedFields");
    }

    /** A moment at which everything that was seen so far had happened. */
    private static String thisSecond() throws InterruptedException {
        Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Thread.sleep(Duration.between(Instant.now(), next.plusMillis(20)));
        return next.toString();
    }

    private static void refused(String command, String reason, String message) throws Exception {
        Result result = UP.run(command);
        assertThat(result.exit()).as(command).isEqualTo(1);
        assertThat(result.err()).isEqualTo("Error from server (" + reason + "): " + message + "\n");
    }

    private static String gpuLabel() throws Exception {
        String manifest = Files.readString(UpWithKubectl.EXAMPLES.resolve("gpu-nodes.yaml"));
        String selector = manifest.substring(manifest.indexOf("nodeSelector:"));
        return selector.lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .strip()
                .replace("\"", "")
                .replace(": ", "=");
    }

    /** The nodes on which pods of each DaemonSet had that status in some line of a watch. */
    private static SortedMap<String, SortedSet<String>> places(List<String> lines, String status) {
        SortedMap<String, SortedSet<String>> places = new TreeMap<>();
        for (String line : lines) {
            String[] cells = line.split(" +");
            if (cells.length > 7 && cells[3].equals(status)) {
                String daemonSet = cells[1].substring(0, cells[1].lastIndexOf('-'));
                places.computeIfAbsent(daemonSet, unknown -> new TreeSet<>()).add(cells[7]);
            }
        }
        return places;
    }

    private static SortedMap<String, SortedSet<String>> sets(SortedMap<String, List<String>> lists) {
        SortedMap<String, SortedSet<String>> sets = new TreeMap<>();
        lists.forEach((name, nodes) -> sets.put(name, new TreeSet<>(nodes)));
        return sets;
    }

    private static SortedMap<String, String> uids() throws Exception {
        SortedMap<String, String> uids = new TreeMap<>();
        String format = "jsonpath={range.items[*]}{.metadata.name}={.metadata.uid},{end}";
        for (String pod : UP.ok("get pods -l app=nginx -o " + format).split(",")) {
            String[] pair = pod.split("=");
            uids.put(pair[0], pair[1]);
        }
        return uids;
    }
}
