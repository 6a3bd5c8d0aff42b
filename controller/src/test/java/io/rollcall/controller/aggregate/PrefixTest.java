package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.labels;
import static io.rollcall.controller.aggregate.Fixtures.nodeGone;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.PodObserved;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A decider that was restored from rows after any number of records goes on exactly as one that was never interrupted. */
class PrefixTest {

    @Test
    @DisplayName(
            "rows after any prefix, and the rest of the journal, give the same outcomes: rolling update, failing pods, refusals")
    void rollingUpdate() {
        Scenario scenario =
                given(nodes(6), daemonSet(ds -> ds.setMinReadySeconds(3))).synced();
        scenario.settle();
        scenario.allPodsBecomeReady().after(Duration.ofSeconds(4));
        scenario.when(image("image:2", 2, "2"), tainted("node-2", "dedicated", "NoExecute"));
        scenario.settle();
        PodObserved failing = scenario.podsOn("node-4").get(0);
        scenario.observe(
                scenario.next(failing).setPhase("Failed").setReady(false).build());
        scenario.settle();
        PodObserved again = scenario.podsOn("node-4").get(0);
        scenario.observe(scenario.next(again).setPhase("Failed").setReady(false).build());
        scenario.after(Duration.ofMillis(500)).after(Duration.ofSeconds(2));
        scenario.refusing(command -> command.getSlot().getNode().equals("node-4"))
                .settle();
        scenario.when(nodeGone("node-5"), pod(ownPod("orphan", "node-0").setController(null)));
        scenario.settle();
        scenario.refusing(command -> false).after(Duration.ofSeconds(30));
        scenario.settle();
        goesOnFromEveryPrefix(scenario);
    }

    @Test
    @DisplayName("rows after any prefix, and the rest of the journal, give the same outcomes: surge and orphans")
    void surge() {
        Scenario scenario = given(
                        nodes(5), daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge("2")))
                .podsStartReady()
                .synced();
        scenario.settle();
        scenario.podsStartPending()
                .when(daemonSet(ds -> ds.setMaxUnavailable("0")
                        .setMaxSurge("2")
                        .setGeneration(2)
                        .setTemplate(template("image:2", ""))));
        scenario.settle();
        scenario.allPodsBecomeReady();
        scenario.settle();
        scenario.observe(scenario.next(scenario.podsOn("node-4").get(0))
                .setLabels(labels("app", "debug"))
                .build());
        scenario.settle();
        scenario.allPodsBecomeReady();
        scenario.settle();
        goesOnFromEveryPrefix(scenario);
    }

    private static void goesOnFromEveryPrefix(Scenario scenario) {
        Map<String, StateRow> rows = new LinkedHashMap<>();
        for (int k = 0; k < scenario.journal.size(); k++) {
            Decider restored = new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS);
            rows.values().forEach(restored::restore);
            restored.restored();
            List<Outcome> rest = scenario.outcomes.subList(k, scenario.outcomes.size());
            for (int i = k; i < scenario.journal.size(); i++) {
                Outcome outcome = restored.handle(
                        new JournalPosition("rollcall.journal", 0, i), scenario.times.get(i), scenario.journal.get(i));
                assertThat(outcome).as("record %d after a restart at %d", i, k).isEqualTo(rest.get(i - k));
            }
            scenario.outcomes.get(k).rows().forEach(row -> rows.put(key(row), row));
        }
    }

    private static String key(StateRow row) {
        return switch (row) {
            case StateRow.NodeRow node -> "node/" + node.name();
            case StateRow.DaemonSetRow daemonSet -> "daemonset/" + daemonSet.uid();
            case StateRow.LedgerRow revision -> "ledger/" + revision.key();
            case StateRow.SlotRow slot -> "slot/" + slot.key();
            case StateRow.OrphanRow orphan -> "orphan/" + orphan.podUid();
            case StateRow.RevisionRow revision -> "revision/" + revision.uid();
            case StateRow.ProgressRow progress -> "progress";
        };
    }
}
