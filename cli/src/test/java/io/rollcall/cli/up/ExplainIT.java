package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.up.Asked.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * End to end, as a user: a cause is planted through the Kubernetes API of a running Rollcall whose nodes report all the time. {@code
 * rollcall explain} and the web API name it, the very event in the log, and the answer before it.
 */
class ExplainIT {

    private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets/";
    private static final String HOST = "kubernetes.io/hostname: ";

    /** Each DaemonSet with what its node selector asks for. */
    private static final SortedMap<String, String> SELECTORS = new TreeMap<>();

    static {
        SELECTORS.put("sel", "disk: ssd");
        SELECTORS.put("aff", "kubernetes.io/os: linux");
        SELECTORS.put("tainted", HOST + "node-3");
        SELECTORS.put("cpu", HOST + "node-4");
        SELECTORS.put("failing", HOST + "node-5");
        SELECTORS.put("gone", HOST + "node-5");
    }

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Components rollcall;

    @SuppressWarnings("NullAway.Init")
    private static KubeHttp kube;

    @SuppressWarnings("NullAway.Init")
    private static EventPositions events;

    @SuppressWarnings("NullAway.Init")
    private static Asked ask;

    @BeforeAll
    static void start() throws Exception {
        rollcall = Components.start(UpOptions.onFreePorts(folder.resolve("data"), Duration.ofSeconds(1)));
        kube = new KubeHttp(rollcall.cluster().kubeApiUrl().orElseThrow());
        events = new EventPositions(rollcall);
        ask = new Asked(rollcall.projector().url());
        rollcall.cluster().ensureNodes(5);
        kube.patch("/api/v1/nodes/node-1", "{\"metadata\":{\"labels\":{\"disk\":\"ssd\"}}}");
        String nginx = Files.readString(Path.of("..", "examples", "nginx.yaml"));
        SELECTORS.forEach((name, selector) -> rollcall.cluster()
                .apply(
                        nginx.replaceAll("(name|app): nginx", "$1: " + name)
                                .replace("    spec:\n", "    spec:\n      nodeSelector: {" + selector + "}\n"),
                        name + ".yaml"));
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null when it did not start
    static void stop() {
        if (rollcall != null) {
            rollcall.close();
        }
    }

    @Test
    @DisplayName("a label that a node selector asks for is removed: the node's event is named, not its heartbeats")
    void selector() throws Exception {
        String before = runs("sel", "node-1");
        kube.patch("/api/v1/nodes/node-1", "{\"metadata\":{\"labels\":{\"disk\":null}}}");

        Answer answer = ask.await("ds/sel", "node-1", "NODE_SELECTOR", "");
        answer.says(
                "node node-1 has no pod of default/sel: node selector disk=ssd does not match, the node lacks the label");
        answer.failed("nodeSelector", "node selector disk=ssd, the node lacks the label");
        answer.causedBy(
                events.nodeBecame("node-1", node -> !node.getLabels().containsKey("disk")),
                "node node-1: label disk=ssd removed");
        answer.before("node node-1 runs pod sel-");
        assertThat(answer.at(before)).startsWith("node node-1 runs pod sel-");
        deletedByRollcall(answer, "NOT_ELIGIBLE");
    }

    @Test
    @DisplayName("a DaemonSet gets an affinity that a node does not match: the DaemonSet's event is named")
    void affinity() throws Exception {
        String before = runs("aff", "node-2");
        kube.patch(
                DAEMON_SETS + "aff",
                spec("\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                        + "{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"topology.kubernetes.io/zone\","
                        + "\"operator\":\"In\",\"values\":[\"a\"]}]}]}}}"));

        String mismatch = "required node affinity does not match: topology.kubernetes.io/zone In [a] does not hold, the"
                + " node has topology.kubernetes.io/zone=b";
        Answer answer = ask.await("ds/aff", "node-2", "NODE_AFFINITY", "");
        answer.says("node node-2 has no pod of default/aff: " + mismatch);
        answer.failed("nodeAffinity", mismatch);
        answer.causedBy(
                events.daemonSet("aff", 2), "DaemonSet default/aff, generation 2: spec.template.spec.affinity added");
        answer.before("node node-2 runs pod aff-");
        assertThat(answer.at(before)).startsWith("node node-2 runs pod aff-");
        deletedByRollcall(answer, "NOT_ELIGIBLE");
    }

    @Test
    @DisplayName("a node is tainted NoExecute: the node's event is named, not its heartbeats")
    void taint() throws Exception {
        String before = runs("tainted", "node-3");
        kube.patch(
                "/api/v1/nodes/node-3",
                "{\"spec\":{\"taints\":[{\"key\":\"maint\",\"value\":\"now\",\"effect\":\"NoExecute\"}]}}");

        Answer answer = ask.await("ds/tainted", "node-3", "UNTOLERATED_TAINT", "");
        answer.says("node node-3 has no pod of default/tainted: taint maint=now:NoExecute is not tolerated");
        answer.failed("taint", "taint maint=now:NoExecute is not tolerated");
        answer.causedBy(
                events.nodeBecame("node-3", node -> !node.getTaints().isEmpty()),
                "node node-3: taint maint=now:NoExecute added");
        answer.before("node node-3 runs pod tainted-");
        assertThat(answer.at(before)).startsWith("node node-3 runs pod tainted-");
        deletedByRollcall(answer, "NOT_ELIGIBLE");
    }

    @Test
    @DisplayName("a node has too little cpu for what the pod asks for: the pod's event that says so is named")
    void shortOfCpu() throws Exception {
        String before = runs("cpu", "node-4");
        kube.patch(
                DAEMON_SETS + "cpu",
                spec("\"containers\":[{\"name\":\"cpu\",\"image\":\"nginx:1.27\",\"resources\":{\"requests\":"
                        + "{\"cpu\":\"5\"}}}]"));

        Answer answer = ask.await("ds/cpu", "node-4", "PENDING", "Insufficient cpu");
        String pod = answer.json().path("pods").path(0).path("name").asText();
        String why = " is Pending: Insufficient cpu: the pod requests 5, 4 is free on node node-4";
        answer.says("pod " + pod + " of default/cpu on node node-4" + why);
        answer.failed("pod.running", "pod " + pod + why);
        answer.causedBy(
                events.pod(pod, change -> String.valueOf(change.getReason()).startsWith("Insufficient cpu")),
                "pod " + pod + ": Insufficient cpu");
        answer.before("pod " + pod + " of default/cpu on node node-4 is Pending");
        assertThat(answer.at(before)).startsWith("node node-4 runs pod cpu-");
        deletedByRollcall(answer, "ROLLING_UPDATE");

        JsonNode rollout = ask.json("ds/cpu", null, null).path("rollout");
        String budget = "maxUnavailable 1 of 1 node; no pod is available on 1: node-4; 0 more may be";
        assertThat(rollout.path("budget").path("sentence").asText()).isEqualTo(budget);
        assertThat(rollout.path("blocking").path(0).path("because").asText()).isEqualTo("NODE");
        assertThat(ask.cli("ds/cpu", null, null))
                .contains("  budget: " + budget, "  unavailable by the node: 1, node-4");
    }

    @Test
    @DisplayName("pods fail and are in back-off: until when, and the event of the last one that failed")
    void backOff() throws Exception {
        String before = runs("failing", "node-5");
        kube.patch(DAEMON_SETS + "failing", spec("\"containers\":[{\"name\":\"failing\",\"image\":\"nginx:crash\"}]"));

        Answer answer = ask.await("ds/failing", "node-5", "BACK_OFF", "has failed");
        String pod = answer.json().path("pods").path(0).path("name").asText();
        String until = answer.json().path("backOffUntil").asText();
        answer.says("pod " + pod + " of default/failing on node node-5 has failed: Evicted: back-off until " + until
                + ", then it is deleted and replaced");
        answer.failed("backOff", "pods failed here: the next is deleted and replaced after " + until);
        answer.causedBy(
                events.pod(pod, change -> change.getPhase().equals("Failed")), "pod " + pod + ": is Failed, Evicted");
        answer.before("pod " + pod + " of default/failing on node node-5 is ");
        assertThat(answer.at(before)).startsWith("node node-5 runs pod failing-");
        deletedByRollcall(answer, "FAILED_POD");
    }

    @Test
    @DisplayName("a pod that a person deleted, and one whose DaemonSet a person deleted: Rollcall did not do it")
    void notRollcall() throws Exception {
        runs("gone", "node-5");
        String first = podOf("gone");
        kube.delete("/api/v1/namespaces/default/pods/" + first);
        String second = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> podOf("gone"), pod -> !pod.isEmpty() && !pod.equals(first));
        runs("gone", "node-5");
        kube.delete(DAEMON_SETS + "gone");
        JsonNode collected = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> ask.json("pod/" + second, null, null),
                        answer -> answer.path("state").asText().equals("GONE"));

        JsonNode deleted = ask.json("pod/" + first, null, null);
        assertThat(deleted.path("created").path("by").asText()).isEqualTo("ROLLCALL");
        assertThat(deleted.path("deleted").path("by").asText()).isEqualTo("PERSON");
        assertThat(deleted.path("replacedBy").asText()).isEqualTo(second);
        assertThat(collected.path("deleted").path("by").asText()).isEqualTo("GARBAGE_COLLECTION");
        assertThat(collected.path("replaces").asText()).isEqualTo(first);
        assertThat(ask.cli("pod/" + first, null, null).getFirst())
                .startsWith("pod " + first + " of default/gone on node node-5 is gone since ")
                .contains(": a person or a program deleted it")
                .endsWith("; pod " + second + " took its place")
                .isEqualTo(deleted.path("verdict").asText());
    }

    /** The moment at which a DaemonSet has its pod on a node. */
    private static String runs(String daemonSet, String node) {
        return ask.await("ds/" + daemonSet, node, "RUNNING", "").time();
    }

    private static String podOf(String daemonSet) {
        JsonNode pods = ask.json("ds/" + daemonSet, "node-5", null).path("pods");
        for (JsonNode pod : pods) {
            if (!pod.path("terminating").asBoolean()) {
                return pod.path("name").asText();
            }
        }
        return "";
    }

    private static String spec(String fields) {
        return "{\"spec\":{\"template\":{\"spec\":{" + fields + "}}}}";
    }

    /** A pod that was there before was deleted by Rollcall, for that reason, and its life says so. */
    private static void deletedByRollcall(Answer answer, String reason) {
        JsonNode decisions = ask.json(answer.subject(), answer.node(), null).path("decisions");
        String pod = "";
        for (JsonNode decision : decisions) {
            if (decision.path("reason").asText().equals(reason)) {
                pod = decision.path("pod").asText();
            }
        }
        JsonNode story = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(asking(pod), told -> told.path("state").asText().equals("GONE"));
        JsonNode deleted = story.path("deleted");
        assertThat(deleted.path("by").asText()).isEqualTo("ROLLCALL");
        assertThat(deleted.path("decision").path("reason").asText()).isEqualTo(reason);
        assertThat(ask.cli("pod/" + pod, null, null).getFirst())
                .contains("Rollcall deleted it: " + reason)
                .isEqualTo(story.path("verdict").asText());
        if (reason.equals("NOT_ELIGIBLE")) {
            JsonNode event = answer.json().path("since").path("event");
            JsonNode cause = deleted.path("decision").path("cause");
            assertThat(cause.path("topic")).isEqualTo(event.path("topic"));
            assertThat(cause.path("offset")).isEqualTo(event.path("offset"));
        }
        List<String> life = new ArrayList<>();
        story.path("timeline").forEach(moment -> life.add(moment.path("what").asText()));
        assertThat(life).containsSubsequence("DECIDED", "CREATED", "DECIDED", "TERMINATING", "DELETED");
    }

    private static Callable<JsonNode> asking(String pod) {
        return () -> ask.json("pod/" + pod, null, null);
    }
}
