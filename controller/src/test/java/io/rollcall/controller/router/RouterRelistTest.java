package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.controller.router.InputEvents.relistFinished;
import static io.rollcall.controller.router.InputEvents.relistStarted;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.JournalRecord;
import io.rollcall.events.ResourceKind;
import org.junit.jupiter.api.Test;

class RouterRelistTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    private static final String A = RouterBench.OWNER;

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    @Test
    void whatARelistDidNotMentionIsGone() {
        router.route(node(ADDED, "n1", "u1", 1));
        router.route(node(ADDED, "n2", "u2", 2));
        router.route(nodeEvent(relistStarted(ResourceKind.NODE, 7)));
        router.route(node(ADDED, "n1", "u1", 1));
        assertThat(router.lines(nodeEvent(relistFinished(ResourceKind.NODE, 7))))
                .containsExactly("DELETED n2 u2 v2 -> " + EVERYWHERE, "RelistFinished -> " + EVERYWHERE);
    }

    @Test
    void itsCauseIsTheEndOfTheRelist() {
        router.route(node(ADDED, "n1", "u1", 1));
        router.route(nodeEvent(relistStarted(ResourceKind.NODE, 7)));
        Routing.Forwarded forwarded = (Routing.Forwarded) router.route(nodeEvent(relistFinished(ResourceKind.NODE, 7)));
        JournalRecord end = forwarded.records().getFirst().record();
        assertThat(end.getCause().getOffset()).isEqualTo(2);
        assertThat(end.getObservedAt()).isEqualTo(InputEvents.SEEN);
    }

    @Test
    void itTouchesOnlyItsOwnKind() {
        router.route(pod(ADDED, "web-1", "p1", 1, "Running", daemonSetOwner(A)));
        router.route(nodeEvent(relistStarted(ResourceKind.NODE, 7)));
        assertThat(router.lines(nodeEvent(relistFinished(ResourceKind.NODE, 7))))
                .containsExactly("RelistFinished -> " + EVERYWHERE);
    }

    @Test
    void changesBetweenItsBracketsAreMentionsToo() {
        router.route(node(ADDED, "n1", "u1", 1));
        router.route(nodeEvent(relistStarted(ResourceKind.NODE, 7)));
        router.route(node(MODIFIED, "n1", "u1", 2));
        router.route(node(ADDED, "n2", "u2", 3));
        router.route(node(DELETED, "n2", "u2", 4));
        assertThat(router.lines(nodeEvent(relistFinished(ResourceKind.NODE, 7))))
                .containsExactly("RelistFinished -> " + EVERYWHERE);
    }

    @Test
    void withoutItsStartItEndsNothing() {
        router.route(node(ADDED, "n1", "u1", 1));
        assertThat(router.dropped(nodeEvent(relistFinished(ResourceKind.NODE, 7))))
                .isEqualTo(DropReason.NO_OPEN_RELIST);
        router.route(nodeEvent(relistStarted(ResourceKind.NODE, 8)));
        assertThat(router.dropped(nodeEvent(relistFinished(ResourceKind.NODE, 7))))
                .isEqualTo(DropReason.NO_OPEN_RELIST);
    }

    @Test
    void aRelistThatFailedToMentionAnObjectIsMendedByTheNextOne() {
        router.route(node(ADDED, "n1", "u1", 1));
        router.route(nodeEvent(relistStarted(ResourceKind.NODE, 7)));
        router.route(nodeEvent(relistFinished(ResourceKind.NODE, 7)));
        assertThat(router.lines(node(ADDED, "n1", "u1", 1))).containsExactly("ADDED n1 u1 v1 -> " + EVERYWHERE);
    }
}
