package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.nodeNames;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.oldPodOnEach;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.pod;
import static io.rollcall.controller.aggregate.Fixtures.tainted;
import static io.rollcall.controller.aggregate.Fixtures.template;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.controller.aggregate.Scenario.Fixture;
import io.rollcall.events.PodObserved;
import io.rollcall.events.Revision;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.9: rolling update without surge, step by step. */
class RollingUpdateTest {

    private static final Counted NOTHING = new Counted(0, 0);

    private static Fixture budget(String maxUnavailable) {
        return daemonSet(ds -> ds.setMaxUnavailable(maxUnavailable));
    }

    private static Fixture unreadyOld(int from, int to) {
        return scenario -> {
            for (int i = from; i <= to; i++) {
                scenario.observe(oldPod("old-" + i, "node-" + i)
                        .setReady(false)
                        .setReadySince(null)
                        .build());
            }
        };
    }

    @Test
    @DisplayName("C176 two at a time: deleted, created, awaited until Ready")
    void c176() {
        Scenario scenario = given(nodes(5), oldPodOnEach(5), budget("2")).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(5);
    }

    @Test
    @DisplayName("C177 a revision that never becomes Ready stops at maxUnavailable")
    void c177() {
        Scenario scenario = given(nodes(5), oldPodOnEach(5), budget("3")).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(3, 3));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C178 unready old pods are all replaced at once")
    void c178() {
        Scenario scenario = given(nodes(5), unreadyOld(0, 4), budget("3")).synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(5, 5));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C179 with the budget used up by unready new pods only the two unready old pods go")
    void c179() {
        Scenario scenario = given(nodes(100), budget("10"));
        for (int i = 0; i < 88; i++) {
            scenario.observe(ownPod("new-" + i, "node-" + i)
                    .setReady(false)
                    .setReadySince(null)
                    .build());
        }
        scenario.when(unreadyOld(88, 89));
        for (int i = 90; i < 100; i++) {
            scenario.observe(oldPod("old-" + i, "node-" + i).build());
        }
        scenario.synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C180 another change replaces the unready ones again, and the healthy old ones stay")
    void c180() {
        Scenario scenario = given(nodes(5), budget("2")).podsStartReady().synced();
        scenario.settle();
        scenario.podsStartPending().when(image("image:2", 2, "2"));
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
        scenario.when(image("image:3", 3, "2"));
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.pods.values()).filteredOn(PodObserved::getReady).hasSize(3);
    }

    @Test
    @DisplayName(
            "C181 C182 ten changes of budget and template replace exactly the ten unready; a larger budget one more")
    void c181c182() {
        long seed = 181;
        System.out.println("C181 seed " + seed);
        Random random = new Random(seed);
        Scenario scenario = given(nodes(20), budget("10")).podsStartReady().synced();
        scenario.settle();
        scenario.podsStartPending().when(image("image:2", 2, "10"));
        assertThat(scenario.settle()).isEqualTo(new Counted(10, 10));
        for (int i = 3; i < 13; i++) {
            scenario.when(image("image:" + i, i, Integer.toString(random.nextInt(10))));
            assertThat(scenario.settle()).as("image %d", i).isEqualTo(new Counted(10, 10));
            assertThat(scenario.pods.values()).filteredOn(PodObserved::getReady).hasSize(10);
        }
        scenario.when(image("image:13", 13, "11"));
        assertThat(scenario.settle()).isEqualTo(new Counted(11, 11));
        assertThat(scenario.pods.values()).filteredOn(PodObserved::getReady).hasSize(9);
    }

    @Test
    @DisplayName("C183 another strategy alone changes no pod")
    void c183() {
        Scenario scenario = given(nodes(3), budget("1")).podsStartReady().synced();
        scenario.settle();
        scenario.when(daemonSet(ds -> ds.setGeneration(2).setMaxUnavailable("3")));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.revisions).hasSize(1);
    }

    @Test
    @DisplayName("C184 C185 C187 C193 the budget follows the number of nodes that should run, rounded up")
    void budgets() {
        assertThat(replacedAtOnce(2, "1")).isEqualTo(1);
        assertThat(replacedAtOnce(2, "50%")).isEqualTo(1);
        assertThat(replacedAtOnce(3, "50%")).isEqualTo(2);
        assertThat(replacedAtOnce(3, "10%")).isEqualTo(1);
        assertThat(replacedAtOnce(10, "25%")).isEqualTo(3);
        assertThat(replacedAtOnce(4, "7")).isEqualTo(4);
        assertThat(replacedAtOnce(0, "50%")).isEqualTo(0);
    }

    private static int replacedAtOnce(int nodes, String maxUnavailable) {
        return given(nodes(nodes), oldPodOnEach(nodes), budget(maxUnavailable))
                .synced()
                .settle()
                .deletes();
    }

    @Test
    @DisplayName("C186 percentages of surge round up as well")
    void c186() {
        Scenario half = given(nodes(2), oldPodOnEach(2), surge("50%")).synced();
        assertThat(half.settle()).isEqualTo(new Counted(1, 0));
        Scenario all = given(nodes(2), oldPodOnEach(2), surge("100%")).synced();
        assertThat(all.settle()).isEqualTo(new Counted(2, 0));
    }

    private static Fixture surge(String maxSurge) {
        return daemonSet(ds -> ds.setMaxUnavailable("0").setMaxSurge(maxSurge));
    }

    @Test
    @DisplayName("C188 unready old pods use up the budget; up to 1.30 they did not")
    void c188() {
        Fixture[] world = {nodes(10), unreadyOld(0, 2), budget("2")};
        assertThat(withSevenReady(given(world)).settle().deletes()).isEqualTo(3);
        assertThat(withSevenReady(given(RuleProfile.of("1.28"), world)).settle().deletes())
                .isEqualTo(5);
    }

    private static Scenario withSevenReady(Scenario scenario) {
        for (int i = 3; i < 10; i++) {
            scenario.observe(oldPod("old-" + i, "node-" + i).build());
        }
        return scenario.synced();
    }

    @Test
    @DisplayName("C189 one node whose new pod never starts holds all others")
    void c189() {
        Scenario scenario = given(nodes(3), unreadyOld(2, 2), budget("1"));
        scenario.observe(oldPod("old-0", "node-0").build());
        scenario.observe(oldPod("old-1", "node-1").build());
        scenario.synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.pods).containsKeys("uid-of-old-0", "uid-of-old-1");
    }

    @Test
    @DisplayName(
            "C190 on a node with an untolerated NoSchedule taint the old pod goes by upstream's rules, and stays by ours")
    void c190() {
        Fixture[] world = {tainted("node-0", "dedicated", "NoSchedule"), pod(oldPod("old", "node-0")), budget("1")};
        Scenario upstream = given(RuleProfile.of("1.28"), world).synced();
        assertThat(upstream.settle()).isEqualTo(new Counted(0, 1));
        assertThat(given(world).synced().settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C191 an old and a new pod on one node: the newer goes, and the node counts as unavailable meanwhile")
    void c191() {
        Scenario scenario = given(
                        nodes(2),
                        budget("1"),
                        pod(oldPod("old", "node-0")),
                        pod(ownPod("new", "node-0").setCreatedAt(Scenario.START)),
                        pod(oldPod("other", "node-1")))
                .wishesStayUnanswered()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(0, 1));
        assertThat(scenario.decisions.get(0).getPod()).isEqualTo("new");
    }

    @Test
    @DisplayName("C192 a terminating old pod makes its node unavailable and is not deleted again")
    void c192() {
        Scenario scenario = given(
                        nodes(2),
                        budget("1"),
                        pod(oldPod("leaving", "node-0").setDeletedAt(Scenario.START)),
                        pod(oldPod("other", "node-1")))
                .synced();
        assertThat(scenario.settle()).isEqualTo(NOTHING);
    }

    @Test
    @DisplayName("C194 C200 OnDelete leaves pods alone; what replaces a deleted one is new")
    void c194() {
        Scenario scenario = given(nodes(3), daemonSet(ds -> ds.setStrategy(UpdateStrategyType.ON_DELETE)))
                .podsStartReady()
                .synced();
        scenario.settle();
        scenario.when(daemonSet(ds ->
                ds.setStrategy(UpdateStrategyType.ON_DELETE).setGeneration(2).setTemplate(template("image:2", ""))));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.revisions).extracting(Revision::getRevision).containsExactly(1L, 2L);
        scenario.disappear(scenario.podsOn("node-1").get(0).getUid());
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        assertThat(scenario.podsOn("node-1").get(0).getLabels())
                .containsEntry(
                        "controller-revision-hash", scenario.revisions.get(1).getHash());
    }

    @Test
    @DisplayName("C195 a node that joins in mid-rollout gets the new template")
    void c195() {
        Scenario scenario = given(nodes(3), oldPodOnEach(3), budget("1")).synced();
        scenario.settle();
        scenario.when(node("node-9", n -> {}));
        scenario.settle();
        assertThat(scenario.podsOn("node-9").get(0).getLabels())
                .containsEntry(
                        "controller-revision-hash", scenario.revisions.get(0).getHash());
    }

    @Test
    @DisplayName("C196 while a missing pod is being created no old pod is replaced")
    void c196() {
        Scenario scenario = given(nodes(5), budget("3"))
                .when(pod(oldPod("old-1", "node-1")), pod(oldPod("old-2", "node-2")))
                .when(pod(oldPod("old-3", "node-3")), pod(oldPod("old-4", "node-4")))
                .wishesStayUnanswered()
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 0));
        scenario.wishesAreAnswered();
        assertThat(scenario.settle()).isEqualTo(new Counted(2, 2));
    }

    @Test
    @DisplayName("C197 with minReadySeconds a Ready pod counts after that time, and time alone moves the rollout on")
    void c197() {
        Scenario scenario = given(nodes(2), oldPodOnEach(2), daemonSet(ds -> ds.setMinReadySeconds(60)))
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        scenario.allPodsBecomeReady();
        scenario.after(Duration.ofSeconds(59));
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.decider.nextDeadline()).contains(Scenario.START.plusSeconds(60));
        scenario.after(Duration.ofSeconds(2));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
    }

    @Test
    @DisplayName("C198 a Ready time in the future does not delay availability beyond minReadySeconds")
    void c198() {
        Scenario scenario =
                given(nodes(1), daemonSet(ds -> ds.setMinReadySeconds(50))).synced();
        scenario.settle();
        PodObserved created = scenario.podsOn("node-0").get(0);
        scenario.observe(scenario.ready(created, Scenario.START.plusSeconds(3600)));
        scenario.after(Duration.ofSeconds(49));
        assertThat(scenario.status().getNumberAvailable()).isZero();
        scenario.after(Duration.ofSeconds(2));
        assertThat(scenario.status().getNumberAvailable()).isEqualTo(1);
    }

    @Test
    @DisplayName("C199 a new image: never more than one unavailable, two revisions, all pods on the second")
    void c199() {
        Scenario scenario = given(nodes(4), budget("1")).podsStartReady().synced();
        scenario.settle();
        int before = scenario.statuses.size();
        scenario.when(image("image:2", 2, "1"));
        assertThat(scenario.settle()).isEqualTo(new Counted(4, 4));
        assertThat(scenario.statuses.subList(before, scenario.statuses.size()))
                .allSatisfy(status -> assertThat(status.getNumberUnavailable()).isLessThanOrEqualTo(1));
        assertThat(scenario.revisions).extracting(Revision::getRevision).containsExactly(1L, 2L);
        assertThat(hashes(scenario)).containsExactly(scenario.revisions.get(1).getHash());
        assertThat(scenario.nodesOfPods(DS)).isEqualTo(nodeNames(0, 3));
    }

    @Test
    @DisplayName(
            "C201 rolling back restarts only what had been replaced, and the first revision gets the highest number")
    void c201() {
        Scenario scenario = given(nodes(5), budget("1")).podsStartReady().synced();
        scenario.settle();
        Set<String> first = Set.copyOf(scenario.pods.keySet());
        scenario.podsStartPending().when(image("broken", 2, "1"));
        scenario.settle();
        scenario.when(image("image:1", 3, "1"));
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 1));
        scenario.allPodsBecomeReady();
        assertThat(scenario.settle()).isEqualTo(NOTHING);
        assertThat(scenario.pods.keySet()).filteredOn(first::contains).hasSize(4);
        assertThat(scenario.revisions).extracting(Revision::getRevision).containsExactly(1L, 2L, 3L);
        assertThat(scenario.revisions.get(2).getHash())
                .isEqualTo(scenario.revisions.get(0).getHash());
    }

    private static Set<String> hashes(Scenario scenario) {
        return scenario.pods.values().stream()
                .map(pod -> pod.getLabels().get("controller-revision-hash"))
                .collect(Collectors.toSet());
    }
}
