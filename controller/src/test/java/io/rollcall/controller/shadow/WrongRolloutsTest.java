package io.rollcall.controller.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.Decision;
import io.rollcall.events.Taint;
import io.rollcall.rules.profile.RuleProfile;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deletions that each by itself may be a person's, and all together are a rule that goes wrong; and some that people do. */
class WrongRolloutsTest {

    private static final int NODES = 6;
    private static final Taint TAINT = new Taint("k", "", "NoSchedule");

    private static World settled(String maxSurge) {
        World world = new World(RuleProfile.NEWEST).synced().nodes(NODES);
        if (!maxSurge.equals("0")) {
            world.maxSurge(maxSurge);
        }
        world.daemonSet("v1");
        for (int i = 1; i <= NODES; i++) {
            world.created("p" + i, "n" + i, "v1").ready("p" + i);
        }
        return world.after(20_000);
    }

    private static String[] pods(int from) {
        return IntStream.rangeClosed(from, NODES).mapToObj(i -> "p" + i).toArray(String[]::new);
    }

    @Test
    @DisplayName(
            "a rollout that waits for nothing: the fourth pod beyond the budget within a quarter of a second tells")
    void waitsForNothing() {
        World world = settled("0").daemonSet("v2");
        for (int node = 1; node <= NODES; node++) {
            world.after(50).deleted("p" + node);
        }

        assertThat(world.end().unexplained()).extracting(Decision::getPod).containsExactly(pods(5));
    }

    @Test
    @DisplayName(
            "a person who deletes all pods of a DaemonSet in its rollout takes new ones too, and is told from it by that")
    void deletedBySelector() {
        World world = settled("0")
                .daemonSet("v2")
                .deleted("p1")
                .after(250)
                .gone("p1")
                .created("q1", "n1", "v2")
                .after(250)
                .ready("q1")
                .after(600);
        for (int node = 2; node <= NODES; node++) {
            world.deleted("p" + node).after(40);
        }
        world.deleted("q1");

        assertThat(world.end().unexplained()).isEmpty();
    }

    @Test
    @DisplayName("a surge that deletes each old pod when it sees the new one: the third tells")
    void surgeDoesNotWait() {
        World world = settled("1").daemonSet("v2");
        for (int node = 1; node <= NODES; node++) {
            world.after(1000)
                    .created("q" + node, "n" + node, "v2")
                    .after(20)
                    .deleted("p" + node)
                    .after(250)
                    .gone("p" + node)
                    .ready("q" + node);
        }

        assertThat(world.end().unexplained()).extracting(Decision::getPod).containsExactly(pods(3));
    }

    @Test
    @DisplayName("NoSchedule taken for NoExecute: the third pod that goes with the taint tells")
    void noScheduleEvicts() {
        World world = settled("0");
        for (int node = 1; node <= NODES; node++) {
            world.after(2000).node("n" + node, TAINT).after(20).deleted("p" + node);
        }

        assertThat(world.end().unexplained()).extracting(Decision::getPod).containsExactly(pods(3));
    }

    @Test
    @DisplayName(
            "a person who deletes pods from tainted nodes some time later, or others between them, does no rule's work")
    void peopleOnTaintedNodes() {
        World late = settled("0");
        World mixed = settled("0");
        for (int node = 1; node <= 4; node++) {
            late.after(2000).node("n" + node, TAINT).after(300).deleted("p" + node);
            mixed.after(2000).node("n" + node, TAINT).after(20).deleted("p" + node);
            if (node == 2) {
                mixed.after(2000).deleted("p6");
            }
        }

        assertThat(late.end().unexplained()).isEmpty();
        assertThat(mixed.end().unexplained()).isEmpty();
    }
}
