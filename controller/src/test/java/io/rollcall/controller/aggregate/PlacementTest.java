package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.foreignPods;
import static io.rollcall.controller.aggregate.Fixtures.labelled;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodeNames;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.ChangeType;
import io.rollcall.events.CreatePod;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Section 10.1: where pods are created. */
class PlacementTest {

    private static Fixture withSpec(String spec) {
        return daemonSet(ds -> ds.setTemplate(template("image:1", spec)));
    }

    private static String withHostPort(int port) {
        return template("image:1", "")
                .replace("\"image:1\"", "\"image:1\",\"ports\":[{\"containerPort\":80,\"hostPort\":" + port + "}]");
    }

    private static Fixture plainAndLabelled() {
        return scenario -> {
            nodes(4).addTo(scenario);
            for (int i = 4; i < 7; i++) {
                labelled("node-" + i, "color", "blue").addTo(scenario);
            }
        };
    }

    private static final String BLUE_AFFINITY = "\"affinity\":{\"nodeAffinity\":"
            + "{\"requiredDuringSchedulingIgnoredDuringExecution\":{\"nodeSelectorTerms\":"
            + "[{\"matchExpressions\":[{\"key\":\"color\",\"operator\":\"In\",\"values\":[\"blue\"]}]}]}}}";

    @ParameterizedTest
    @EnumSource(
            value = UpdateStrategyType.class,
            names = {"ROLLING_UPDATE", "ON_DELETE"})
    @DisplayName("C1 five nodes get five pods")
    void c1(UpdateStrategyType strategy) {
        Scenario scenario =
                given(nodes(5), daemonSet(ds -> ds.setStrategy(strategy))).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(5, 0));
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(0, 4));
    }

    @Test
    @DisplayName("C2 pinned pods have no node name, and one matchField for each of the five nodes")
    void c2() throws Exception {
        Scenario scenario = new Scenario(RuleProfile.NEWEST);
        scenario.decider = new Decider(RuleProfile.NEWEST, new DeciderOptions(Placement.PIN, true));
        scenario.when(nodes(5), daemonSet()).synced();
        List<String> targets = new ArrayList<>();
        scenario.settle();
        for (Outcome outcome : scenario.outcomes) {
            for (Output output : outcome.outputs()) {
                if (output instanceof Output.CommandIssued issued) {
                    JsonNode spec = new ObjectMapper()
                            .readTree(((CreatePod) issued.command().getWish()).getPod())
                            .get("spec");
                    assertThat(spec.has("nodeName")).isFalse();
                    JsonNode terms = spec.at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                            .get("nodeSelectorTerms");
                    assertThat(terms).hasSize(1);
                    JsonNode fields = terms.get(0).get("matchFields");
                    assertThat(fields).hasSize(1);
                    assertThat(fields.get(0).get("key").asText()).isEqualTo("metadata.name");
                    assertThat(fields.get(0).get("operator").asText()).isEqualTo("In");
                    assertThat(fields.get(0).get("values")).hasSize(1);
                    targets.add(fields.get(0).get("values").get(0).asText());
                }
            }
        }
        assertThat(targets).containsExactlyInAnyOrderElementsOf(nodeNames(0, 4));
    }

    @Test
    @DisplayName("C3 no nodes, nothing to do")
    void c3() {
        assertThat(given(daemonSet()).synced().settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C4 one node gets one pod")
    void c4() {
        assertThat(given(nodes(1), daemonSet()).synced().settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C5 a node that is not Ready, without taint, gets a pod")
    void c5() {
        Scenario scenario =
                given(node("node-0", n -> n.setReady(false)), daemonSet()).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C6 a node filled by another pod gets a pod: resources are the scheduler's business")
    void c6() {
        Scenario scenario = given(
                        nodes(1),
                        foreignPods(1, "node-0"),
                        withSpec("\"resources\":{\"requests\":{\"memory\":\"100Gi\"}}"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C7 of a plain and a labelled node only the labelled one gets a pod")
    void c7() {
        Scenario scenario = given(
                        nodes(1), labelled("large", "size", "large"), withSpec("\"nodeSelector\":{\"size\":\"large\"}"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(scenario.nodesOfPods(DS)).containsExactly("large");
    }

    @Test
    @DisplayName("C9 a foreign pod on another host port changes nothing")
    void c9() {
        Scenario scenario = given(
                        nodes(1), foreignPods(1, "node-0"), daemonSet(ds -> ds.setTemplate(withHostPort(6662))))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
    }

    @Test
    @DisplayName("C10 an own pod with the same host port stays and is enough")
    void c10() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(ds ->
                                ds.setStrategy(UpdateStrategyType.ON_DELETE).setTemplate(withHostPort(6661))),
                        pod(ownPod("a", "node-0")))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C18 only the three labelled of seven nodes get a pod")
    void c18() {
        Scenario scenario = given(plainAndLabelled(), withSpec("\"nodeSelector\":{\"color\":\"blue\"}"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 0));
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(4, 6));
    }

    @Test
    @DisplayName("C19 C20 a template with a node name is for that node, if it exists")
    void c19c20() {
        assertThat(given(nodes(5), withSpec("\"nodeName\":\"node-0\"")).synced().settle())
                .isEqualTo(new Counted(1, 0));
        assertThat(given(nodes(5), withSpec("\"nodeName\":\"node-10\""))
                        .synced()
                        .settle())
                .isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C21 C22 node name and selector must both match")
    void c21c22() {
        String selector = "\"nodeSelector\":{\"color\":\"blue\"},\"nodeName\":";
        assertThat(given(plainAndLabelled(), withSpec(selector + "\"node-6\""))
                        .synced()
                        .settle())
                .isEqualTo(new Counted(1, 0));
        assertThat(given(plainAndLabelled(), withSpec(selector + "\"node-0\""))
                        .synced()
                        .settle())
                .isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C23 a selector that no node has creates nothing")
    void c23() {
        Scenario scenario = given(plainAndLabelled(), withSpec("\"nodeSelector\":{\"color\":\"red\"}"))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C24 required affinity chooses the three labelled nodes")
    void c24() {
        assertThat(given(plainAndLabelled(), withSpec(BLUE_AFFINITY)).synced().settle())
                .isEqualTo(new Counted(3, 0));
    }

    @Test
    @DisplayName("C25 an empty selector does nothing at all, and writes no status")
    void c25() {
        Scenario scenario = given(
                        nodes(1),
                        pod(ownPod("unrelated", "node-0").setController(null)),
                        daemonSet(
                                ds -> ds.setSelector(LabelSelector.newBuilder().build())))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.statuses).isEmpty();
        assertThat(scenario.pods).hasSize(1);
    }

    @Test
    @DisplayName("C26 a DaemonSet that is being deleted is left alone")
    void c26() {
        Scenario scenario =
                given(nodes(5), daemonSet(ds -> ds.setDeletedAt(Instant.EPOCH))).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.statuses).isEmpty();
    }

    @Test
    @DisplayName("C27 an adoption refused as the DaemonSet is being deleted changes nothing")
    void c27() {
        Scenario scenario = given(nodes(1), pod(ownPod("orphan", "node-0").setController(null)), daemonSet())
                .refusing(command -> true)
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        scenario.when(daemonSet(ds -> ds.setDeletedAt(Instant.EPOCH)));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.existing("uid-of-orphan").getController()).isNull();
    }

    @Test
    @DisplayName("C28 pods that become Ready show in the status")
    void c28() {
        Scenario scenario = given(nodes(5), daemonSet()).synced();
        scenario.settle();
        scenario.allPodsBecomeReady();
        assertThat(scenario.status().getNumberReady()).isEqualTo(5);
    }

    @Test
    @DisplayName("C29 terms are alternatives: two by label, one by name")
    void c29() {
        String terms = "\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                + "{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"zone\",\"operator\":\"In\",\"values\":[\"test\"]}]},"
                + "{\"matchFields\":[{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"node-1\"]}]}]}}}";
        Scenario scenario = given(
                        nodes(4),
                        labelled("node-4", "zone", "test"),
                        labelled("node-5", "zone", "test"),
                        withSpec(terms))
                .synced();
        scenario.settle();
        scenario.allPodsBecomeReady();
        assertThat(scenario.nodesOfPods(DS)).containsExactly("node-1", "node-4", "node-5");
        assertThat(scenario.status().getNumberReady()).isEqualTo(3);
    }

    @Test
    @DisplayName("C30 a NotReady node without taint gets one pod")
    void c30() {
        Scenario scenario =
                given(node("node-0", n -> n.setReady(false)), daemonSet()).synced();
        scenario.settle();
        assertThat(scenario.nodesOfPods(DS)).containsExactly("node-0");
    }

    @Test
    @DisplayName("C31 a pod that does not fit stays, and a larger node gets the second")
    void c31() {
        Scenario scenario = given(nodes(1), daemonSet()).synced();
        scenario.settle();
        scenario.when(node("large", n -> {}));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.observe(scenario.ready(scenario.podsOn("large").get(0), scenario.now));
        assertThat(scenario.status().getNumberReady()).isEqualTo(1);
        assertThat(scenario.status().getCurrentNumberScheduled()).isEqualTo(2);
    }

    @Test
    @DisplayName("C32 a deleted pod comes back, and a deleted DaemonSet wishes for nothing")
    void c32() {
        Scenario scenario = given(nodes(3), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.disappear(scenario.podsOn("node-1").get(0).getUid());
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(0, 2));
        scenario.when(daemonSet(ds -> ds.setChange(ChangeType.DELETED)));
        List.copyOf(scenario.pods.keySet()).forEach(scenario::disappear);
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C33 pods follow the label of a node and the selector of the template")
    void c33() {
        follows("\"nodeSelector\":{\"color\":\"blue\"}", "\"nodeSelector\":{\"color\":\"green\"}");
    }

    @Test
    @DisplayName("C34 pods follow the label of a node and the affinity of the template")
    void c34() {
        follows(BLUE_AFFINITY, BLUE_AFFINITY.replace("blue", "green"));
    }

    private static void follows(String blue, String green) {
        Scenario scenario = given(nodes(3), withSpec(blue)).podsStartReady().synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        scenario.when(labelled("node-1", "color", "blue"));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.when(labelled("node-1", "color", "green"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        scenario.when(daemonSet(ds -> ds.setGeneration(2).setTemplate(template("image:1", green))));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(scenario.nodesOfPods(DS)).containsExactly("node-1");
    }

    @Test
    @DisplayName("C35 a node that loses the label loses the pod, and the decision says why")
    void c35() {
        Scenario scenario = given(labelled("node-0", "gpu", "true"), withSpec("\"nodeSelector\":{\"gpu\":\"true\"}"))
                .podsStartReady()
                .synced();
        scenario.settle();
        scenario.when(labelled("node-0"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        var last = scenario.decisions.get(scenario.decisions.size() - 1);
        assertThat(last.getReason()).isEqualTo("NOT_ELIGIBLE");
        assertThat(last.getDetail()).containsEntry("obstacle", "NODE_SELECTOR").containsEntry("key", "gpu");
        assertThat(last.getCause()).isNotNull();
    }

    @Test
    @DisplayName("nothing is decided before all four kinds have reported")
    void nothingBeforeSynced() {
        Scenario scenario = given(nodes(2), daemonSet(), tainted("node-9", "a", "NoSchedule"));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.statuses).isEmpty();
        assertThat(scenario.revisions).isEmpty();
        scenario.synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 0));
    }
}
