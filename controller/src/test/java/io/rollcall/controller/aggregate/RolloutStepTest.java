package io.rollcall.controller.aggregate;

import static io.rollcall.controller.aggregate.Fixtures.node;
import static io.rollcall.controller.aggregate.Fixtures.oldPod;
import static io.rollcall.controller.aggregate.Fixtures.ownPod;
import static io.rollcall.controller.aggregate.Fixtures.plainDaemonSet;
import static io.rollcall.controller.aggregate.Scenario.START;
import static io.rollcall.controller.aggregate.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Decision;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.Taint;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RollingUpdate;
import io.rollcall.rules.rollout.RolloutSlot;
import io.rollcall.rules.rollout.SurgeStep;
import io.rollcall.rules.rollout.SurgeUpdate;
import io.rollcall.rules.slot.Removal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The step that is taken from the index is the step of the whole walk, for drawn slots in which only a rollout has anything to do and no
 * wish is open.
 */
class RolloutStepTest {

    private static final int DRAWS = 400;
    private static final int MIN_READY_SECONDS = 15;

    /** What the drawn nodes hold: slots as the walk sees them, and the same as events. */
    private static final class Drawn {
        final TreeMap<String, RolloutSlot> slots = new TreeMap<>();
        final List<NodeObserved> nodes = new ArrayList<>();
        final List<PodObserved> pods = new ArrayList<>();
    }

    @ParameterizedTest(name = "maxUnavailable {0}, maxSurge {1}, seed {2}")
    @CsvSource({"0,1,1", "0,2,2", "0,50%,3", "0,100%,4", "1,0,5", "2,0,6", "50%,0,7", "100%,0,8"})
    @DisplayName("5.3 5.4 the index and the whole walk give the same step")
    void sameStep(String maxUnavailable, String maxSurge, long seed) {
        DaemonSetObserved daemonSet = plainDaemonSet()
                .setMaxUnavailable(maxUnavailable)
                .setMaxSurge(maxSurge)
                .setMinReadySeconds(MIN_READY_SECONDS)
                .build();
        DaemonSetSpec spec = Facts.spec(daemonSet);
        boolean surges = !maxSurge.equals("0");
        Random random = new Random(seed);
        for (int draw = 0; draw < DRAWS; draw++) {
            Drawn drawn = draw(random, Eligibility.compile(spec.template()), surges);
            Scenario scenario = given().wishesStayUnanswered();
            scenario.append(daemonSet);
            drawn.nodes.forEach(scenario::append);
            drawn.pods.forEach(scenario::observe);
            scenario.synced();
            compare(scenario, drawn, spec, "seed " + seed + ", draw " + draw);
        }
    }

    private static void compare(Scenario scenario, Drawn drawn, DaemonSetSpec spec, String draw) {
        String hash = scenario.revisions.get(0).getHash();
        UpdateStrategy.RollingUpdate rolling = (UpdateStrategy.RollingUpdate) spec.strategy();
        long desired =
                drawn.slots.values().stream().filter(RolloutSlot::desired).count();
        List<Removal> removals;
        List<String> creates = List.of();
        if (Budget.resolve(rolling, (int) desired).maxSurge() > 0) {
            SurgeStep step = SurgeUpdate.step(drawn.slots, spec, hash, START, RuleProfile.NEWEST);
            removals = step.removals();
            creates = step.creates();
        } else {
            removals = RollingUpdate.step(drawn.slots, spec, hash, START, RuleProfile.NEWEST)
                    .removals();
        }
        assertThat(decided(scenario, ActionType.DELETE).map(Decision::getPodUid))
                .as("deletions, %s: %s", draw, drawn.slots)
                .containsExactlyInAnyOrderElementsOf(
                        removals.stream().map(removal -> removal.pod().uid()).toList());
        // The first round of creations is one; which one is the walk's first.
        assertThat(decided(scenario, ActionType.CREATE).map(Decision::getNode))
                .as("creations, %s: %s", draw, drawn.slots)
                .containsExactlyElementsOf(creates.stream().limit(1).toList());
    }

    private static Stream<Decision> decided(Scenario scenario, ActionType action) {
        return scenario.decisions.stream().filter(decision -> decision.getAction() == action);
    }

    private static Drawn draw(Random random, Eligibility eligibility, boolean surges) {
        Drawn drawn = new Drawn();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String name = "node-" + i;
            int kind = random.nextInt(10);
            boolean gone = kind == 0;
            boolean tainted = kind == 1 || kind == 2;
            List<PodObserved> pods = pods(random, name, i, surges && !gone && !tainted);
            Verdict verdict = Verdict.NODE_GONE;
            if (!gone) {
                NodeObserved node = node(name)
                        .setTaints(tainted ? List.of(new Taint("key", "", "NoSchedule")) : List.of())
                        .build();
                drawn.nodes.add(node);
                verdict = eligibility.judge(Facts.node(node));
            }
            drawn.pods.addAll(pods);
            drawn.slots.put(
                    name,
                    new RolloutSlot(
                            verdict,
                            !gone,
                            pods.stream().map(pod -> Facts.pod(pod, null)).toList()));
        }
        return drawn;
    }

    /** One pod, or where both may stand an old one and a new one that is not available. */
    private static List<PodObserved> pods(Random random, String node, int number, boolean mayBeTwo) {
        return switch (random.nextInt(mayBeTwo ? 7 : 5)) {
            case 0 -> List.of(readyFor(3600, oldPod("old-" + number, node)));
            case 1 -> List.of(readyFor(-1, oldPod("old-" + number, node)));
            case 2 -> List.of(readyFor(5, oldPod("old-" + number, node)));
            case 3 -> List.of(readyFor(3600, ownPod("new-" + number, node)));
            case 4 -> List.of(readyFor(-1, ownPod("new-" + number, node)));
            case 5 ->
                List.of(
                        readyFor(3600, oldPod("old-" + number, node)),
                        readyFor(random.nextBoolean() ? 5 : -1, ownPod("new-" + number, node)));
            default ->
                List.of(
                        readyFor(5, oldPod("old-" + number, node)),
                        readyFor(random.nextBoolean() ? 5 : -1, ownPod("new-" + number, node)));
        };
    }

    private static PodObserved readyFor(int seconds, PodObserved.Builder pod) {
        boolean ready = seconds >= 0;
        return pod.setReady(ready)
                .setReadySince(ready ? START.minus(Duration.ofSeconds(seconds)) : null)
                .build();
    }
}
