package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.otherOwner;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.controller.router.InputEvents.podEvent;
import static io.rollcall.controller.router.InputEvents.relistFinished;
import static io.rollcall.controller.router.InputEvents.relistStarted;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeChange;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sections 10.6 and 10.7: what is no news ends in the Router, and versions are believed in their own order only. */
class RouterOrderTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    private static final String A = RouterBench.OWNER;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    @DisplayName("C109 C113 a node that only has another version ends here; one whose readiness changed is recorded")
    void nothingButTheVersion() {
        router.route(node(ADDED, "n1", "u1", 5, "zone", "a"));
        assertThat(router.route(node(MODIFIED, "n1", "u1", 6, "zone", "a")))
                .isEqualTo(new Routing.Dropped(DropReason.UNCHANGED));
        NodeChange change =
                (NodeChange) node(MODIFIED, "n1", "u1", 8, "zone", "a").getBody();
        change.getProjection().setReady(false);
        assertThat(router.lines(InputEvents.nodeEvent(change))).containsExactly("MODIFIED n1 u1 v8 -> " + EVERYWHERE);
    }

    @Test
    @DisplayName("C112 a node of which only the allocatable room changed ends here: no decision reads it")
    void allocatable() {
        router.route(node(ADDED, "n1", "u1", 5));
        NodeChange change = (NodeChange) node(MODIFIED, "n1", "u1", 6).getBody();
        change.setObject("{\"kind\":\"Node\",\"status\":{\"allocatable\":{\"cpu\":\"2\"}}}");
        assertThat(router.route(InputEvents.nodeEvent(change))).isEqualTo(new Routing.Dropped(DropReason.UNCHANGED));
    }

    @Test
    @DisplayName("C122 another version of an orphan that says the same ends here")
    void orphanThatSaysTheSame() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", null));
        assertThat(router.route(pod(MODIFIED, "web-1", "p1", 2, "Running", null)))
                .isEqualTo(new Routing.Dropped(DropReason.UNCHANGED));
        PodChange relabelled =
                (PodChange) pod(MODIFIED, "web-1", "p1", 4, "Running", null).getBody();
        PodObserved seen = relabelled.getProjection();
        seen.setLabels(Map.of("app", "other"));
        assertThat(router.lines(podEvent(relabelled))).containsExactly("MODIFIED web-1 p1 v4 -> " + EVERYWHERE);
    }

    @Test
    @DisplayName("C128 the end of a pod of another kind of controller ends here")
    void podsOfOthers() {
        assertThat(router.dropped(pod(ADDED, "job-1", "p1", 1, "Running", otherOwner("Job"))))
                .isEqualTo(DropReason.OTHER_CONTROLLER);
        assertThat(router.dropped(pod(DELETED, "job-1", "p1", 2, "Running", otherOwner("Job"))))
                .isEqualTo(DropReason.OTHER_CONTROLLER);
    }

    @Test
    @DisplayName("C129 a DaemonSet whose deletion nobody saw is deleted by the next list, for its own partition")
    void tombstone() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", A, 3, 1)));
        router.route(new DaemonSetEvent("event", InputEvents.SEEN, "test", relistStarted(ResourceKind.DAEMON_SET, 7)));
        assertThat(router.lines(new DaemonSetEvent(
                        "event", InputEvents.SEEN, "test", relistFinished(ResourceKind.DAEMON_SET, 7))))
                .first()
                .isEqualTo("DELETED web " + A + " v3 -> " + router.ownerPartition(A));
    }

    @Test
    @DisplayName("C154 a version is believed once it is newer than what was seen, an older one never")
    void olderVersions() {
        router.route(pod(ADDED, "web-1", "p1", 5, "Pending", daemonSetOwner(A)));
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 4, "Running", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 6, "Running", daemonSetOwner(A))))
                .hasSize(1);
    }

    @Test
    @DisplayName("C155 versions seen of one object say nothing about another, nor about another kind")
    void otherObjects() {
        router.route(pod(ADDED, "web-1", "p1", 50, "Pending", daemonSetOwner(A)));
        assertThat(router.lines(pod(ADDED, "web-2", "p2", 5, "Pending", daemonSetOwner(A))))
                .hasSize(1);
        assertThat(router.lines(node(ADDED, "web-1", "p1", 5))).hasSize(1);
    }

    @Test
    @DisplayName("C156 of versions seen out of order the highest counts")
    void highestCounts() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Pending", daemonSetOwner(A)));
        router.route(pod(MODIFIED, "web-1", "p1", 7, "Running", daemonSetOwner(A)));
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 5, "Pending", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 6, "Pending", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
        assertThat(router.lines(pod(MODIFIED, "web-1", "p1", 8, "Failed", daemonSetOwner(A))))
                .hasSize(1);
    }

    @Test
    @DisplayName("C157 the versions of a UID are forgotten with that UID, not with a namesake's")
    void namesakes() {
        router.route(pod(ADDED, "web-1", "p1", 50, "Pending", daemonSetOwner(A)));
        assertThat(router.dropped(pod(DELETED, "web-1", "p0", 60, "Pending", daemonSetOwner(A))))
                .isIn(DropReason.NEVER_ROUTED, DropReason.STALE);
        assertThat(router.dropped(pod(MODIFIED, "web-1", "p1", 49, "Running", daemonSetOwner(A))))
                .isEqualTo(DropReason.STALE);
        router.route(pod(DELETED, "web-1", "p1", 51, "Pending", daemonSetOwner(A)));
        assertThat(router.lines(pod(ADDED, "web-1", "p2", 3, "Pending", daemonSetOwner(A))))
                .containsExactly("ADDED web-1 p2 v3 -> " + router.ownerPartition(A));
    }

    @Test
    @DisplayName("C158 an event without a version is believed, before and after one that has one")
    void withoutVersion() {
        DaemonSetChange unversioned =
                new DaemonSetChange(daemonSet(MODIFIED, "web", A, 1, 2), "{\"kind\":\"DaemonSet\"}");
        unversioned.getProjection().setResourceVersion("");
        router.route(daemonSetEvent(daemonSet(ADDED, "web", A, 5, 1)));
        assertThat(router.lines(daemonSetEvent(unversioned.getProjection()))).hasSize(1);
        assertThat(router.lines(daemonSetEvent(daemonSet(MODIFIED, "web", A, 6, 3))))
                .hasSize(1);
    }
}
