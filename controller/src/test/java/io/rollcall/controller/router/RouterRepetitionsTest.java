package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouterRepetitionsTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    private static final String A = RouterBench.OWNER;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    void aHeartbeatIsDropped() {
        router.route(node(ADDED, "n1", "u1", 5, "zone", "a"));
        assertThat(router.route(node(MODIFIED, "n1", "u1", 6, "zone", "a")))
                .isEqualTo(new Routing.Dropped(DropReason.UNCHANGED));
    }

    @Test
    void aChangedLabelIsRouted() {
        router.route(node(ADDED, "n1", "u1", 5, "zone", "a"));
        assertThat(router.lines(node(MODIFIED, "n1", "u1", 6, "zone", "b")))
                .containsExactly("MODIFIED n1 u1 v6 -> " + EVERYWHERE);
    }

    @Test
    @DisplayName("C131 a pod event with an equal resourceVersion is dropped")
    void equalVersion() {
        router.route(pod(ADDED, "web-1", "p1", 5, "Pending", daemonSetOwner(A)));
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 5, "Running", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
    }

    @Test
    void versionsAreComparedAsNumbers() {
        router.route(pod(ADDED, "web-1", "p1", 9, "Pending", daemonSetOwner(A)));
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 10, "Running", daemonSetOwner(A))))
                .hasSize(1);
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 9, "Pending", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
    }

    @Test
    void aHeartbeatCountsForTheOrderOfVersions() {
        router.route(node(ADDED, "n1", "u1", 5, "zone", "a"));
        router.route(node(MODIFIED, "n1", "u1", 8, "zone", "a"));
        assertThat(router.dropped(node(MODIFIED, "n1", "u1", 7, "zone", "b"))).isEqualTo(DropReason.STALE);
    }

    @Test
    void aWriteOfTheStatusOnlyIsDropped() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", A, 1, 1)));
        assertThat(router.route(daemonSetEvent(daemonSet(MODIFIED, "web", A, 2, 1))))
                .isEqualTo(new Routing.Dropped(DropReason.UNCHANGED));
        assertThat(router.lines(daemonSetEvent(daemonSet(MODIFIED, "web", A, 3, 2))))
                .hasSize(1);
    }

    @Test
    void aDeletionIsRoutedOnceAndWhateverItsVersion() {
        router.route(node(ADDED, "n1", "u1", 5));
        assertThat(router.lines(node(DELETED, "n1", "u1", 5))).containsExactly("DELETED n1 u1 v5 -> " + EVERYWHERE);
        assertThat(router.dropped(node(DELETED, "n1", "u1", 5))).isEqualTo(DropReason.STALE);
    }

    @Test
    void lateRepetitionsDoNotBringBackWhatIsGone() {
        router.route(node(ADDED, "n1", "u1", 5));
        router.route(node(DELETED, "n1", "u1", 6));
        assertThat(router.dropped(node(ADDED, "n1", "u1", 5))).isEqualTo(DropReason.STALE);
    }

    @Test
    void aWholeStreamReadTwiceChangesNothing() {
        List<NodeChange> stream = List.of(
                (NodeChange) node(ADDED, "n1", "u1", 1).getBody(),
                (NodeChange) node(MODIFIED, "n1", "u1", 2, "zone", "a").getBody(),
                (NodeChange) node(DELETED, "n1", "u1", 3).getBody(),
                (NodeChange) node(ADDED, "n1", "u2", 4).getBody());
        stream.forEach(change -> router.route(nodeEvent(change)));
        assertThat(stream)
                .allSatisfy(
                        change -> assertThat(router.lines(nodeEvent(change))).isEmpty());
    }

    @Test
    void theEndOfSomethingNeverRoutedIsDropped() {
        assertThat(router.route(node(DELETED, "n1", "u1", 5))).isEqualTo(new Routing.Dropped(DropReason.NEVER_ROUTED));
        assertThat(router.dropped(node(ADDED, "n1", "u1", 4))).isEqualTo(DropReason.STALE);
    }

    @Test
    void whatIsGoneIsForgottenAfterAWhile() {
        router.route(node(DELETED, "n1", "u1", 5));
        router.core().forgetGone(Instant.ofEpochSecond(100));
        assertThat(router.lines(node(ADDED, "n1", "u1", 4))).hasSize(1);
    }

    @Test
    void aSourceWithoutVersionsIsBelieved() {
        DaemonSetObserved first = daemonSet(ADDED, "web", A, 1, 1);
        first.setResourceVersion("");
        DaemonSetObserved second = daemonSet(MODIFIED, "web", A, 1, 2);
        second.setResourceVersion("");
        router.route(daemonSetEvent(first));
        assertThat(router.lines(daemonSetEvent(second)))
                .containsExactly("MODIFIED web " + A + " v -> " + router.ownerPartition(A));
    }
}
