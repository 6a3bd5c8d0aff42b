package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.podEvent;
import static io.rollcall.controller.router.InputEvents.result;
import static io.rollcall.controller.router.InputEvents.synced;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RouterRefusalsTest {
    private static final String A = RouterBench.OWNER;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    void anObjectWithoutUid() {
        assertThat(refused(node(ADDED, "n1", "", 1)))
                .isEqualTo(
                        "INVALID_OBJECT: rollcall.input-0@0: Node n1: field uid is empty: the source must fill it in");
    }

    @Test
    void aTemplateThatIsNoJson() {
        DaemonSetObserved daemonSet = daemonSet(ADDED, "web", A, 1, 1);
        daemonSet.setTemplate("{spec:");
        assertThat(refused(daemonSetEvent(daemonSet)))
                .startsWith(
                        "INVALID_OBJECT: rollcall.input-0@0: DaemonSet default/web: generation 1 is refused, the last valid"
                                + " version stays in force: spec.template: Invalid value: ")
                .endsWith("correct these fields of the DaemonSet, then write it again");
    }

    @Test
    void anAmountThatIsNone() {
        DaemonSetObserved daemonSet = daemonSet(ADDED, "web", A, 1, 1);
        daemonSet.setMaxUnavailable("some");
        assertThat(refused(daemonSetEvent(daemonSet)))
                .contains(
                        "spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: ",
                        "\"some\"",
                        "a valid percent string must be");
    }

    @Test
    void theEndOfADaemonSetIsBelievedWhateverItsSpec() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", A, 1, 1)));
        DaemonSetObserved end = daemonSet(DELETED, "web", A, 2, 1);
        end.setTemplate("");
        assertThat(router.lines(daemonSetEvent(end))).hasSize(1);
    }

    @Test
    void aVersionWithoutOrder() {
        DaemonSetObserved daemonSet = daemonSet(ADDED, "web", A, 1, 1);
        daemonSet.setResourceVersion("v1");
        assertThat(refused(daemonSetEvent(daemonSet))).contains("field resourceVersion 'v1' is not a decimal number");
    }

    @Test
    void aKeyOfAnotherObject() {
        Routing routing = router.route("n2", node(ADDED, "n1", "u1", 1));
        assertThat(text(routing)).startsWith("WRONG_KEY: rollcall.input-0@0: the key is 'n2' but the value is of 'n1'");
    }

    @Test
    void aBarrierOfAnotherKindOrPartition() {
        assertThat(refused(podEvent(synced(ResourceKind.NODE))))
                .startsWith("INVALID_BARRIER: ")
                .contains("field kind is NODE");
        assertThat(refused(nodeEvent(new SourceSynced(ResourceKind.NODE, 1L, 3, 4))))
                .startsWith("INVALID_BARRIER: ")
                .contains("field partition is 3");
    }

    @Test
    void aResultWithoutItsSlot() {
        assertThat(refused(result("", "n1", 1))).startsWith("INVALID_RESULT: ").contains("slot.daemonSet.uid");
    }

    @Test
    void everyRefusalIsOneLine() {
        DaemonSetObserved daemonSet = daemonSet(ADDED, "web", A, 1, 1);
        daemonSet.setTemplate("{\n\n\"a\": \n nonsense}");
        assertThat(refused(daemonSetEvent(daemonSet))).doesNotContain("\n");
    }

    private String refused(SpecificRecord event) {
        return text(router.route(event));
    }

    private static String text(Routing routing) {
        assertThat(routing).isInstanceOf(Routing.Refused.class);
        Rejection rejection = ((Routing.Refused) routing).rejection();
        return rejection.reason() + ": " + rejection.message();
    }
}
