package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.daemonSetOwner;
import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.controller.router.InputEvents.nodeEvent;
import static io.rollcall.controller.router.InputEvents.otherOwner;
import static io.rollcall.controller.router.InputEvents.pod;
import static io.rollcall.controller.router.InputEvents.podEvent;
import static io.rollcall.controller.router.InputEvents.relistFinished;
import static io.rollcall.controller.router.InputEvents.relistStarted;
import static io.rollcall.controller.router.InputEvents.result;
import static io.rollcall.controller.router.InputEvents.revision;
import static io.rollcall.controller.router.InputEvents.synced;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeChange;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouterCoreTest {
    private static final String EVERYWHERE = "[0, 1, 2, 3]";
    /** UIDs whose partitions differ, so that a wrong one shows. */
    private static final String A = "ds-a";

    private static final String B = differentPartition(A);

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    private static String differentPartition(String uid) {
        int taken = Destination.partitionOf(uid, RouterBench.JOURNAL_PARTITIONS);
        for (int i = 0; ; i++) {
            if (Destination.partitionOf("ds-" + i, RouterBench.JOURNAL_PARTITIONS) != taken) {
                return "ds-" + i;
            }
        }
    }

    @Nested
    class Destinations {
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
            assertThat(router.lines(revision(ADDED, "web-abc", "r1", 3, daemonSetOwner(A))))
                    .containsExactly("ADDED web-abc r1 v3 -> " + partition);
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
            assertThat(router.dropped(revision(ADDED, "db-abc", "r1", 3, otherOwner("StatefulSet"))))
                    .isEqualTo(DropReason.OTHER_CONTROLLER);
        }

        @Test
        void aDaemonSetOfAnotherApiGroupIsAnotherKind() {
            OwnerReference advanced = new OwnerReference("apps.kruise.io/v1alpha1", "DaemonSet", "web", A);
            assertThat(router.dropped(pod(ADDED, "web-1", "p1", 2, "Running", advanced)))
                    .isEqualTo(DropReason.OTHER_CONTROLLER);
        }

        @Test
        void barriersGoToEveryPartition() {
            assertThat(router.lines(nodeEvent(synced(ResourceKind.NODE))))
                    .containsExactly("SourceSynced -> " + EVERYWHERE);
        }
    }

    @Nested
    class Repetitions {
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
            assertThat(router.dropped(node(MODIFIED, "n1", "u1", 7, "zone", "b")))
                    .isEqualTo(DropReason.STALE);
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
                    .allSatisfy(change ->
                            assertThat(router.lines(nodeEvent(change))).isEmpty());
        }

        @Test
        void theEndOfSomethingNeverRoutedIsDropped() {
            assertThat(router.route(node(DELETED, "n1", "u1", 5)))
                    .isEqualTo(new Routing.Dropped(DropReason.NEVER_ROUTED));
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

    @Nested
    class Namesakes {
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
            assertThat(router.lines(node(MODIFIED, "n1", "u2", 10, "zone", "a")))
                    .hasSize(1);
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

    @Nested
    class Owners {
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
            PodObserved end =
                    (PodObserved) forwarded.records().getFirst().record().getBody();
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

    @Nested
    class Relists {
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
            Routing.Forwarded forwarded =
                    (Routing.Forwarded) router.route(nodeEvent(relistFinished(ResourceKind.NODE, 7)));
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

    @Nested
    class Refusals {
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
                    .startsWith("INVALID_OBJECT: rollcall.input-0@0: DaemonSet default/web: field template: ")
                    .endsWith("write the object's pod template as JSON");
        }

        @Test
        void anAmountThatIsNone() {
            DaemonSetObserved daemonSet = daemonSet(ADDED, "web", A, 1, 1);
            daemonSet.setMaxUnavailable("some");
            assertThat(refused(daemonSetEvent(daemonSet))).contains("field maxUnavailable: ", "\"some\"");
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
            assertThat(refused(daemonSetEvent(daemonSet)))
                    .contains("field resourceVersion 'v1' is not a decimal number");
        }

        @Test
        void aKeyOfAnotherObject() {
            Routing routing = router.route("n2", node(ADDED, "n1", "u1", 1));
            assertThat(text(routing))
                    .startsWith("WRONG_KEY: rollcall.input-0@0: the key is 'n2' but the value is of 'n1'");
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
            assertThat(refused(result("", "n1", 1)))
                    .startsWith("INVALID_RESULT: ")
                    .contains("slot.daemonSet.uid");
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
}
