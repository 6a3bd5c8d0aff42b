package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.RevisionFixtures.orphan;
import static io.rollcall.controller.aggregate.RevisionFixtures.owned;
import static io.rollcall.controller.aggregate.RevisionFixtures.published;
import static io.rollcall.controller.aggregate.RevisionFixtures.revision;
import static io.rollcall.controller.aggregate.RevisionFixtures.withdrawn;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.ChangeType;
import io.rollcall.events.PodRef;
import io.rollcall.events.Revision;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.revision.TemplateHash;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.11: numbers, collisions, duplicates, clean-up of revisions. */
class RevisionHistoryTest {

    private static final String HASH_1 = TemplateHash.of(PodTemplate.parse(Fixtures.template("image:1", "")), null);

    private static Revision last(Scenario scenario) {
        return scenario.revisions.getLast();
    }

    /** Revisions 1, 2 and 3, the present template with number 4, and what pods of them there are. */
    private static Scenario fourRevisions(int limit, Fixture... pods) {
        return given(
                        nodes(3),
                        daemonSet(ds -> ds.setTemplate(Fixtures.template("image:4", ""))
                                .setStrategy(io.rollcall.events.UpdateStrategyType.ON_DELETE)
                                .setRevisionHistoryLimit(limit)),
                        revision(owned("h1", 1, "image:1")),
                        revision(owned("h2", 2, "image:2")),
                        revision(owned("h3", 3, "image:3")),
                        revision(owned("h4", 4, "image:4")))
                .when(pods)
                .synced();
    }

    private static Fixture podOf(String hash, String node) {
        return pod(oldPod("pod-" + hash, node)
                .setLabels(Fixtures.labels(Fixtures.APP, "agent", "controller-revision-hash", hash)));
    }

    @Test
    @DisplayName("C222 templates A, B, A: the revision of A becomes number 3, B keeps 2, no third is made")
    void rollback() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.when(published(last(scenario)));
        scenario.settle();
        scenario.when(image("image:2", 2, "1"));
        scenario.when(published(last(scenario)));
        scenario.settle();
        scenario.when(image("image:1", 3, "1"));
        scenario.settle();

        assertThat(scenario.revisions).extracting(Revision::getRevision).containsExactly(1L, 2L, 3L);
        assertThat(last(scenario).getName())
                .isEqualTo(scenario.revisions.getFirst().getName());
        assertThat(withdrawn(scenario)).isEmpty();
    }

    @Test
    @DisplayName(
            "C220 a name that is taken by other data raises collisionCount by one, and the rollout goes on under another hash")
    void collision() {
        Scenario scenario = given(
                        nodes(1), daemonSet(), revision(orphan(HASH_1, 1, "other:1"), cr -> cr.setLabels(Map.of())))
                .podsStartReady()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(last(scenario).getHash()).isNotEqualTo(HASH_1);
        assertThat(scenario.status().getCollisionCount()).isEqualTo(1);
        scenario.when(
                published(last(scenario)),
                daemonSet(ds -> ds.setCollisionCount(1).setGeneration(2)));
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
        assertThat(scenario.revisions).hasSize(1);
        assertThat(scenario.status().getCollisionCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("C220 a name that another takes before the ControllerRevision is made is a collision too")
    void lateCollision() {
        Scenario scenario = given(nodes(1), daemonSet()).podsStartReady().synced();
        scenario.settle();
        scenario.when(revision(owned(HASH_1, 1, "other:1")));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        assertThat(last(scenario).getHash()).isNotEqualTo(HASH_1);
        assertThat(last(scenario).getRevision()).isEqualTo(2);
        assertThat(scenario.status().getCollisionCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("C224 the count known from the status is where counting goes on, and it is raised once")
    void collisionCountIsTakenOver() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(ds -> ds.setCollisionCount(4)),
                        revision(orphan(HASH_1, 1, "other:1"), cr -> cr.setLabels(Map.of())))
                .synced();
        scenario.settle();
        assertThat(scenario.status().getCollisionCount()).isEqualTo(4);
        assertThat(last(scenario).getHash())
                .isEqualTo(TemplateHash.of(PodTemplate.parse(Fixtures.template("image:1", "")), 4));
    }

    @Test
    @DisplayName(
            "C223 a name that is taken by the same data is used, the count stays, and it is asked for when it is free")
    void sameData() {
        Fixture former =
                revision(owned(HASH_1, 7, "image:1"), cr -> cr.setController(Fixtures.owner("agent", "former-uid")));
        Scenario scenario =
                given(nodes(1), former, daemonSet()).podsStartReady().synced();
        scenario.settle();
        assertThat(scenario.status().getCollisionCount()).isNull();
        assertThat(scenario.status().getRevisionHash()).isEqualTo(HASH_1);
        int before = scenario.revisions.size();
        scenario.when(revision(
                owned(HASH_1, 7, "image:1"),
                cr -> cr.setController(Fixtures.owner("agent", "former-uid")).setChange(ChangeType.DELETED)));
        assertThat(scenario.revisions).hasSize(before + 1);
        assertThat(last(scenario).getName()).isEqualTo("agent-" + HASH_1);
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 0));
    }

    @Test
    @DisplayName("C221 of two revisions with the present template the higher stays; pods of the other get its hash")
    void duplicates() {
        Scenario scenario = given(
                        nodes(2),
                        daemonSet(),
                        revision(owned("low", 1, "image:1")),
                        revision(owned("high", 2, "image:1")),
                        revision(owned("older", 1, "image:0")),
                        podOf("low", "node-0"),
                        podOf("older", "node-1"))
                .wishesStayUnanswered()
                .synced();
        scenario.settle();
        assertThat(scenario.open)
                .filteredOn(command -> command.getReason().equals("DUPLICATE_REVISION"))
                .extracting(command -> command.getWish())
                .containsExactly(new AdoptPod(new PodRef("pod-low", "uid-of-pod-low"), "high"));
        assertThat(withdrawn(scenario)).isEmpty();
        scenario.observe(scenario.next(scenario.existing("uid-of-pod-low"))
                .setLabels(Fixtures.labels(Fixtures.APP, "agent", "controller-revision-hash", "high"))
                .build());
        assertThat(withdrawn(scenario)).containsExactly("low");
        assertThat(scenario.status().getRevisionHash()).isEqualTo("high");
        assertThat(scenario.decisions)
                .filteredOn(decision -> decision.getReason().startsWith("ROLLING"))
                .extracting(decision -> decision.getPod())
                .containsExactly("pod-older");
    }

    @Test
    @DisplayName("C221 a copy by hand with the same hash label: the lower is deleted by its name")
    void copies() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(),
                        revision(owned("low", 1, "image:1")),
                        revision(
                                owned("low", 2, "image:1"),
                                cr -> cr.setName("agent-copy").setUid("uid-of-copy")))
                .podsStartReady()
                .synced();
        scenario.settle();
        assertThat(withdrawn(scenario)).containsExactly("agent-low");
        assertThat(scenario.status().getRevision()).isEqualTo(2);
    }

    @Test
    @DisplayName("C225 with limit 2 the oldest of three unused revisions goes")
    void limit() {
        assertThat(withdrawn(fourRevisions(10))).isEmpty();
        assertThat(withdrawn(fourRevisions(2))).containsExactly("h1");
    }

    @Test
    @DisplayName("C226 with limit 1 a revision in use is passed over for later ones")
    void inUse() {
        assertThat(withdrawn(fourRevisions(1, podOf("h1", "node-0")))).containsExactly("h2", "h3");
    }

    @Test
    @DisplayName("C227 with limit 0 only the present revision and those in use remain, and these go when their pods do")
    void limitZero() {
        Scenario scenario = fourRevisions(0, podOf("h2", "node-0"), podOf("h4", "node-1"));
        assertThat(withdrawn(scenario)).containsExactly("h1", "h3");
        scenario.disappear("uid-of-pod-h2");
        assertThat(withdrawn(scenario)).containsExactly("h1", "h3", "h2");
    }

    @Test
    @DisplayName("C228 a revision carries the DaemonSet's annotations")
    void changeCause() {
        Scenario scenario = given(
                        nodes(1), daemonSet(ds -> ds.setAnnotations(Map.of("kubernetes.io/change-cause", "first try"))))
                .synced();
        assertThat(last(scenario).getAnnotations()).containsEntry("kubernetes.io/change-cause", "first try");
    }

    @Test
    @DisplayName("C229 neither another strategy nor other minReadySeconds make a revision")
    void noRevisionWithoutTemplate() {
        Scenario scenario = given(nodes(1), daemonSet()).synced();
        scenario.when(daemonSet(ds -> ds.setGeneration(2).setMaxUnavailable("2").setMinReadySeconds(9)));
        assertThat(scenario.revisions).hasSize(1);
    }

    @Test
    @DisplayName("C218 C219 own and orphaned revisions that match are taken, in this namespace only, never another's")
    void claims() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(),
                        revision(owned("own", 1, "image:0")),
                        revision(orphan("orphan", 2, "image:1")),
                        revision(orphan("elsewhere", 8, "image:1"), cr -> cr.setNamespace("other")),
                        revision(
                                owned("theirs", 9, "image:1"),
                                cr -> cr.setController(Fixtures.owner("agent", "its-uid"))))
                .synced();
        scenario.settle();
        assertThat(scenario.revisions).extracting(Revision::getHash).containsExactly("orphan");
        assertThat(last(scenario).getRevision()).isEqualTo(2);
        assertThat(last(scenario).getDaemonSet().getUid()).isEqualTo(DS);
    }

    @Test
    @DisplayName("C235 an own revision that the selector does not match any more is released and not deleted")
    void release() {
        Scenario scenario = given(
                        nodes(1),
                        daemonSet(),
                        revision(owned("odd", 1, "image:0"), cr -> cr.setLabels(Map.of())),
                        revision(owned("now", 2, "image:1")))
                .synced();
        assertThat(scenario.revisions)
                .filteredOn(Revision::getReleased)
                .extracting(Revision::getHash)
                .containsExactly("odd");
        assertThat(withdrawn(scenario)).containsExactly("odd");
    }

    @Test
    @DisplayName("a revision without hash label goes by its name and gets the label")
    void hashDefaultsToName() {
        Scenario scenario = given(nodes(1), daemonSet(), revision(owned("bare", 1, "image:1"), cr -> cr.setHash(null)))
                .synced();
        assertThat(scenario.status().getRevisionHash()).isEqualTo("agent-bare");
        assertThat(last(scenario).getHash()).isEqualTo("agent-bare");
    }

    @Test
    @DisplayName("the present revision is made again when somebody deletes its ControllerRevision")
    void deletedByHand() {
        Scenario scenario = given(nodes(1), daemonSet(), revision(owned("now", 3, "image:1")))
                .synced();
        int before = scenario.revisions.size();
        scenario.when(revision(owned("now", 3, "image:1"), cr -> cr.setChange(ChangeType.DELETED)));
        assertThat(scenario.revisions).hasSize(before + 1);
        assertThat(last(scenario).getRevision()).isEqualTo(3);
    }
}
