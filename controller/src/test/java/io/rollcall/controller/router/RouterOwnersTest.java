package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.otherOwner;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.PodObserved;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouterOwnersTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    private static final String A = RouterBench.OWNER;
    private static final String B = RouterBench.OWNER_ELSEWHERE;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    @DisplayName("C124 a pod that changes its owner leaves the one and comes to the other")
    void fromOneToAnother() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", daemonSetOwner(A)));
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 2, "Running", daemonSetOwner(B))))
                .containsExactly(
                        "DELETED web-1 p1 v2 -> " + router.ownerPartition(A),
                        "MODIFIED web-1 p1 v2 -> " + router.ownerPartition(B));
    }

    @Test
    void theEndToldToTheOldOwnerStillNamesIt() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", daemonSetOwner(A)));
        Routing.Forwarded forwarded =
                (Routing.Forwarded) router.route(pod(MODIFIED, "web-1", "p1", 2, "Running", daemonSetOwner(B)));
        PodObserved end = (PodObserved) forwarded.records().getFirst().record().getBody();
        assertThat(end.getController().getUid()).isEqualTo(A);
    }

    @Test
    @DisplayName("C125 a pod that loses its owner is told to all, the old owner among them")
    void released() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", daemonSetOwner(A)));
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 2, "Running", null)))
                .containsExactly("MODIFIED web-1 p1 v2 -> " + EVERYWHERE);
    }

    @Test
    void anAdoptedPodIsForgottenByAllOthers() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", null));
        List<String> lines = router.lines(pod(MODIFIED, "web-1", "p1", 2, "Running", daemonSetOwner(A)));
        List<Integer> others = new Destination.EverywhereExcept(A).partitions(RouterBench.JOURNAL_PARTITIONS);
        assertThat(others).hasSize(RouterBench.JOURNAL_PARTITIONS - 1);
        assertThat(lines)
                .containsExactly(
                        "DELETED web-1 p1 v2 -> " + others, "MODIFIED web-1 p1 v2 -> " + router.ownerPartition(A));
    }

    @Test
    void inOnePartitionAChangeOfOwnerIsOneRecord() {
        RouterBench single = new RouterBench(new InMemoryRoutedObjects(), 1);
        single.route(pod(ADDED, "web-1", "p1", 1, "Running", null));
        assertThat(single.lines(pod(MODIFIED, "web-1", "p1", 2, "Running", daemonSetOwner(A))))
                .containsExactly("MODIFIED web-1 p1 v2 -> [0]");
        assertThat(single.lines(pod(MODIFIED, "web-1", "p1", 3, "Running", daemonSetOwner(B))))
                .containsExactly("MODIFIED web-1 p1 v3 -> [0]");
    }

    @Test
    void aPodThatGoesToAnotherKindIsGoneAndMayComeBack() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", daemonSetOwner(A)));
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 2, "Running", otherOwner("Job"))))
                .containsExactly("DELETED web-1 p1 v2 -> " + router.ownerPartition(A));
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 1, "Running", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 3, "Running", daemonSetOwner(A))))
                .containsExactly("ADDED web-1 p1 v3 -> " + router.ownerPartition(A));
    }

    @Test
    @DisplayName("C126 the deletion of an owned pod reaches the owner that had it, though it changed hands unseen")
    void deletedElsewhere() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", daemonSetOwner(A)));
        assertThat(router.lines(pod(DELETED, "web-1", "p1", 2, "Running", daemonSetOwner(B))))
                .containsExactly("DELETED web-1 p1 v2 -> " + router.ownerPartition(A));
    }
}
