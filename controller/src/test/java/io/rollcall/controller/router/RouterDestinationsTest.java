package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.otherOwner;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.controller.router.InputEvents.result;
import static io.rollcall.controller.router.InputEvents.revision;
import static io.rollcall.controller.router.InputEvents.synced;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.OwnerReference;
import io.rollcall.events.ResourceKind;
import org.junit.jupiter.api.Test;

class RouterDestinationsTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    private static final String A = RouterBench.OWNER;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    void aNodeGoesToEveryPartition() {
        assertThat(router.lines(node(ADDED, "n1", "u1", 5))).containsExactly("ADDED n1 u1 v5 -> " + EVERYWHERE);
    }

    @Test
    void aDaemonSetAndWhatItOwnsMeetInOnePartition() {
        String partition = router.ownerPartition(A);
        assertThat(router.lines(daemonSetEvent(daemonSet(ADDED, "web", A, 1, 1))))
                .containsExactly("ADDED web " + A + " v1 -> " + partition);
        assertThat(router.lines(pod(ADDED, "web-1", "p1", 2, "Pending", daemonSetOwner(A))))
                .containsExactly("ADDED web-1 p1 v2 -> " + partition);
        assertThat(router.lines(result(A, "n1", 1))).containsExactly("CommandResultObserved -> " + partition);
    }

    @Test
    void whatHasNoControllerGoesToEveryPartition() {
        assertThat(router.lines(pod(ADDED, "bare", "p1", 2, "Pending", null)))
                .containsExactly("ADDED bare p1 v2 -> " + EVERYWHERE);
        assertThat(router.lines(revision(ADDED, "orphan", "r1", 3, null)))
                .containsExactly("ADDED orphan r1 v3 -> " + EVERYWHERE);
    }

    @Test
    void whatAnotherKindControlsGoesNowhere() {
        assertThat(router.dropped(pod(ADDED, "db-0", "p1", 2, "Running", otherOwner("StatefulSet"))))
                .isEqualTo(DropReason.OTHER_CONTROLLER);
        assertThat(router.dropped(pod(DELETED, "db-0", "p1", 3, "Running", otherOwner("StatefulSet"))))
                .isEqualTo(DropReason.OTHER_CONTROLLER);
    }

    @Test
    void aRevisionTakesItsNameForEverybodyWhoeverOwnsIt() {
        assertThat(router.lines(revision(ADDED, "web-abc", "r1", 3, daemonSetOwner(A))))
                .containsExactly("ADDED web-abc r1 v3 -> " + EVERYWHERE);
        assertThat(router.lines(revision(ADDED, "db-abc", "r2", 4, otherOwner("StatefulSet"))))
                .containsExactly("ADDED db-abc r2 v4 -> " + EVERYWHERE);
    }

    @Test
    void aDaemonSetOfAnotherApiGroupIsAnotherKind() {
        OwnerReference advanced = new OwnerReference("apps.kruise.io/v1alpha1", "DaemonSet", "web", A);
        assertThat(router.dropped(pod(ADDED, "web-1", "p1", 2, "Running", advanced)))
                .isEqualTo(DropReason.OTHER_CONTROLLER);
    }

    @Test
    void barriersGoToEveryPartition() {
        assertThat(router.lines(nodeEvent(synced(ResourceKind.NODE)))).containsExactly("SourceSynced -> " + EVERYWHERE);
    }
}
