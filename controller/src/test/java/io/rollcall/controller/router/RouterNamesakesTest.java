package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.otherOwner;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouterNamesakesTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    private static final String A = RouterBench.OWNER;
    private static final String B = RouterBench.OWNER_ELSEWHERE;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    @DisplayName("C132 a new UID under an old name: the old one is gone first")
    void newUid() {
        router.route(node(ADDED, "n1", "u1", 5));
        assertThat(router.lines(node(ADDED, "n1", "u2", 9)))
                .containsExactly("DELETED n1 u1 v5 -> " + EVERYWHERE, "ADDED n1 u2 v9 -> " + EVERYWHERE);
    }

    @Test
    void theLateDeletionOfTheOldOneDoesNotTouchTheNewOne() {
        router.route(node(ADDED, "n1", "u1", 5));
        router.route(node(ADDED, "n1", "u2", 9));
        assertThat(router.dropped(node(DELETED, "n1", "u1", 8))).isEqualTo(DropReason.STALE);
        assertThat(router.lines(node(MODIFIED, "n1", "u2", 10, "zone", "a"))).hasSize(1);
    }

    @Test
    void aDaemonSetRecreatedMovesToItsOwnPartition() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", A, 1, 1)));
        assertThat(router.lines(daemonSetEvent(daemonSet(ADDED, "web", B, 7, 1))))
                .containsExactly(
                        "DELETED web " + A + " v1 -> " + router.ownerPartition(A),
                        "ADDED web " + B + " v7 -> " + router.ownerPartition(B));
    }

    @Test
    void aNamesakeOfAnotherKindEndsTheOldOne() {
        router.route(pod(ADDED, "x", "p1", 1, "Running", daemonSetOwner(A)));
        assertThat(router.lines(pod(ADDED, "x", "p2", 5, "Running", otherOwner("Job"))))
                .containsExactly("DELETED x p1 v1 -> " + router.ownerPartition(A));
    }
}
