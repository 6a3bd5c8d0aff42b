package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.DS;
import static io.rollcall.controller.aggregate.Fixtures.daemonSet;
import static io.rollcall.controller.aggregate.Fixtures.image;
import static io.rollcall.controller.aggregate.Fixtures.labelled;
import static io.rollcall.controller.aggregate.Fixtures.nodes;
import static io.rollcall.controller.aggregate.Fixtures.pods;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Scenario.Counted;
import io.rollcall.events.ActionType;
import io.rollcall.events.Command;
import io.rollcall.events.CreatePod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10.7: how many creations are open at once, and what a refusal leads to. */
class CreationLimitsTest {

    private static final Predicate<Command> CREATES = command -> command.getWish() instanceof CreatePod;

    /** The sizes of the rounds until nothing is open any more. */
    private static List<Integer> rounds(Scenario scenario) {
        List<Integer> sizes = new ArrayList<>();
        while (!scenario.open.isEmpty()) {
            sizes.add(scenario.answerOpen().size());
        }
        return sizes;
    }

    private static long createCalls(Scenario scenario) {
        return scenario.decisions.stream()
                .filter(decision -> decision.getAction() == ActionType.CREATE)
                .count();
    }

    @Test
    @DisplayName(
            "C135 C136 a server that refuses after ten pods is asked at most fifteen times, and nothing stays open")
    void c135() {
        Scenario scenario = given(nodes(100), daemonSet());
        scenario.refusing(command -> scenario.pods.size() >= 10).synced();
        rounds(scenario);
        assertThat(scenario.pods).hasSize(10);
        assertThat(createCalls(scenario)).isBetween(11L, 15L);
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(100);
        assertThat(scenario.status().getCurrentNumberScheduled()).isEqualTo(10);
        assertThat(scenario.status().getUpdatedNumberScheduled()).isEqualTo(10);

        scenario.refusing(command -> false).after(Duration.ofSeconds(1));
        rounds(scenario);
        assertThat(scenario.pods).hasSize(100);
    }

    @Test
    @DisplayName("C137 the record that shows the last of five pods writes the status with current 5")
    void c137() {
        Scenario scenario = given(nodes(5), daemonSet()).synced();
        rounds(scenario);
        Outcome last = scenario.outcomes.get(scenario.outcomes.size() - 1);
        assertThat(last.outputs())
                .filteredOn(Output.StatusChanged.class::isInstance)
                .singleElement()
                .extracting(output -> ((Output.StatusChanged) output).status().getCurrentNumberScheduled())
                .isEqualTo(5);
    }

    @Test
    @DisplayName(
            "a refused creation keeps no status from being written; the one does not stand in the way of the other")
    void refusedCreationsAndStatus() {
        Scenario scenario = given(nodes(5), daemonSet()).refusing(CREATES).synced();
        rounds(scenario);
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(5);
        assertThat(scenario.status().getNumberUnavailable()).isEqualTo(5);
        assertThat(scenario.status().getObservedGeneration()).isEqualTo(1);
        assertThat(scenario.status().getReasons()).containsEntry("REFUSED", 1);
    }

    @Test
    @DisplayName("C139 with room for two pods numberReady reaches 2, whatever is refused")
    void c139() {
        Scenario scenario = given(nodes(5), daemonSet()).podsStartReady();
        scenario.refusing(command -> scenario.pods.size() >= 2).synced();
        for (int tries = 0; tries < 10; tries++) {
            rounds(scenario);
            scenario.after(Duration.ofMinutes(1));
        }
        assertThat(scenario.status().getNumberReady()).isEqualTo(2);
        assertThat(scenario.status().getDesiredNumberScheduled()).isEqualTo(5);
    }

    @Test
    @DisplayName("C143 of 600 missing pods never more than 250 are on the way, and all come")
    void c143() {
        Scenario scenario = given(nodes(600), daemonSet()).synced();
        List<Integer> rounds = new ArrayList<>();
        while (!scenario.open.isEmpty()) {
            rounds.add(scenario.open.size());
            scenario.answerOpen();
        }
        assertThat(rounds).startsWith(1, 2, 4, 8, 16, 32, 64, 128, 250).allMatch(open -> open <= 250);
        assertThat(scenario.pods).hasSize(600);
    }

    @Test
    @DisplayName("C143 at the limit each pod that is there makes room for one more")
    void slidesAtTheLimit() {
        Scenario scenario = given(nodes(600), daemonSet()).synced();
        while (scenario.open.size() < CreateWindow.LIMIT) {
            scenario.answerOpen();
        }
        Command first = scenario.open.getFirst();
        scenario.open.clear();
        scenario.open.add(first);
        scenario.answerOpen();
        assertThat(scenario.open).hasSize(1);
    }

    @Test
    @DisplayName("C145 ten creations that succeed go as 1, 2, 4, 3")
    void c145() {
        assertThat(rounds(given(nodes(10), daemonSet()).synced())).containsExactly(1, 2, 4, 3);
    }

    @Test
    @DisplayName("C146 a failure in the second round: three calls, two pods, no third round")
    void c146() {
        Set<String> failing = Set.of("node-1");
        Scenario scenario = given(nodes(10), daemonSet())
                .refusing(command -> failing.contains(command.getSlot().getNode()))
                .synced();
        assertThat(rounds(scenario)).containsExactly(1, 2);
        assertThat(scenario.pods).hasSize(2);
        assertThat(createCalls(scenario)).isEqualTo(3);
    }

    @Test
    @DisplayName("C147 C153 when the first is refused, one call at a time is made, after 5, 10, 20 … ms")
    void c147c153() {
        Scenario scenario = given(nodes(10), daemonSet()).refusing(CREATES).synced();
        assertThat(rounds(scenario)).containsExactly(1);
        assertThat(scenario.pods).isEmpty();
        List<Long> waits = new ArrayList<>();
        for (int retry = 0; retry < 20; retry++) {
            Instant before = scenario.now;
            Instant due = scenario.decider.nextDeadline().orElseThrow();
            scenario.after(Duration.between(before, due).minusMillis(1));
            assertThat(scenario.open).isEmpty();
            scenario.after(Duration.ofMillis(1));
            waits.add(Duration.between(before, scenario.now).toMillis());
            assertThat(rounds(scenario)).containsExactly(1);
        }
        assertThat(waits).startsWith(5L, 10L, 20L, 40L, 80L).endsWith(655_360L, 1_000_000L, 1_000_000L);
    }

    @Test
    @DisplayName("C147 after the refusals have ended creations start with one again, and the waits with 5 ms")
    void startsSmallAgain() {
        Scenario scenario = given(nodes(10), daemonSet()).refusing(CREATES).synced();
        rounds(scenario);
        for (int retry = 0; retry < 4; retry++) {
            scenario.after(Duration.ofSeconds(1));
            rounds(scenario);
        }
        scenario.refusing(command -> false).after(Duration.ofSeconds(1));
        assertThat(rounds(scenario)).containsExactly(1, 2, 4, 3);
    }

    @Test
    @DisplayName("C147 a node that joins while creations wait is tried at once, as at any event")
    void newNodeIsTriedAtOnce() {
        Scenario scenario = given(nodes(3), daemonSet()).refusing(CREATES).synced();
        rounds(scenario);
        for (int retry = 0; retry < 12; retry++) {
            scenario.after(Duration.between(
                    scenario.now, scenario.decider.nextDeadline().orElseThrow()));
            rounds(scenario);
        }
        scenario.counted();
        scenario.refusing(command -> false).when(labelled("node-3"));
        assertThat(rounds(scenario)).isNotEmpty();
        assertThat(scenario.nodesOfPods(DS)).contains("node-3");
    }

    @Test
    @DisplayName("C147 another template is tried at once: what was refused to the last one does not count")
    void newTemplateIsTriedAtOnce() {
        Scenario scenario = given(nodes(3), daemonSet()).refusing(CREATES).synced();
        rounds(scenario);
        for (int retry = 0; retry < 12; retry++) {
            scenario.after(Duration.between(
                    scenario.now, scenario.decider.nextDeadline().orElseThrow()));
            rounds(scenario);
        }
        scenario.refusing(command -> false).when(image("image:2", 2, "1"));
        assertThat(rounds(scenario)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("C148 in a namespace that is terminating nothing is tried again for five minutes, for no node")
    void c148() {
        Scenario scenario = given(nodes(10), daemonSet())
                .refusing("NamespaceTerminating", CREATES)
                .synced();
        assertThat(rounds(scenario)).containsExactly(1);
        scenario.after(Duration.ofMinutes(5).minusMillis(1));
        assertThat(scenario.open).isEmpty();
        scenario.after(Duration.ofMillis(1));
        assertThat(rounds(scenario)).containsExactly(1);
        assertThat(scenario.pods).isEmpty();
        assertThat(scenario.status().getFault()).isNull();
    }

    @Test
    @DisplayName("C148 pods that end in a terminating namespace do not open the gate, and another spec does not either")
    void podsEndInATerminatingNamespace() {
        Scenario scenario = given(nodes(3), daemonSet(), pods(1, "node-0"), pods(1, "node-1"))
                .refusing("NamespaceTerminating", CREATES)
                .synced();
        assertThat(rounds(scenario)).containsExactly(1);
        scenario.disappear("uid-of-node-0-pod-0");
        scenario.after(Duration.ofSeconds(1)).disappear("uid-of-node-1-pod-0");
        scenario.when(image("nginx:2", 2, "1"));
        scenario.after(Duration.ofMinutes(5).minusSeconds(2));
        assertThat(scenario.pods).isEmpty();
        assertThat(createCalls(scenario)).isEqualTo(1);
    }

    @Test
    @DisplayName("a creation that nobody answered makes the DaemonSet wait, as a refused one does")
    void unanswered() {
        Scenario scenario = given(nodes(1), daemonSet()).wishesStayUnanswered().synced();
        scenario.after(Duration.ofMinutes(5));
        long before = createCalls(scenario);
        scenario.after(Duration.ofMillis(1));
        assertThat(createCalls(scenario)).isEqualTo(before);
        scenario.after(Duration.ofSeconds(1));
        assertThat(createCalls(scenario)).isEqualTo(2);
    }

    @Test
    @DisplayName("C150 deletions are sent although creations are refused")
    void c150() {
        Scenario scenario = given(nodes(3), daemonSet(), pods(3, "node-0"))
                .refusing(CREATES)
                .synced();
        assertThat(scenario.settle()).isEqualTo(new Counted(1, 2));
        assertThat(scenario.nodesOfPods(DS)).containsExactly("node-0");
    }

    @Test
    @DisplayName("a refusal that concerns one node alone does not slow the others down")
    void refusalOfOneNode() {
        Scenario scenario = given(nodes(7), daemonSet())
                .refusing("NodeGone", command -> command.getSlot().getNode().equals("node-1"))
                .synced();
        assertThat(rounds(scenario)).containsExactly(1, 2, 4);
        assertThat(scenario.pods).hasSize(6);
    }
}
