package io.rollcall.rules;

import static io.rollcall.rules.given.Given.CURRENT;
import static io.rollcall.rules.given.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.given.Given;
import io.rollcall.rules.given.GivenPod;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.RollingUpdate;
import io.rollcall.rules.rollout.RolloutSlot;
import io.rollcall.rules.rollout.RolloutStep;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import io.rollcall.rules.slot.SlotManager;
import io.rollcall.rules.slot.SlotPlan;
import io.rollcall.rules.slot.SlotView;
import io.rollcall.rules.status.Counters;
import io.rollcall.rules.status.StatusRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold in every world, tried in many drawn from a seed (semantics 8.1, 14 item 10). */
class InvariantsTest {

    private static final int WORLDS = 2000;
    private static final Verdict KEEPS_ONLY =
            new Verdict(false, true, new Obstacle.UntoleratedTaint(Given.taint("a:NoSchedule")));
    private static final Verdict REFUSES =
            new Verdict(false, false, new Obstacle.UntoleratedTaint(Given.taint("a:NoExecute")));

    @ParameterizedTest(name = "a slot comes to rest with what it should have, seed {0}")
    @ValueSource(longs = {1, 20260101, 8675309})
    void slotsComeToRest(long seed) {
        Random random = new Random(seed);
        for (int world = 0; world < WORLDS; world++) {
            Verdict verdict = verdict(random);
            boolean surge = random.nextBoolean();
            List<PodFacts> pods = pods(random);
            for (int round = 0; round < 5; round++) {
                SlotPlan plan = SlotManager.manage(view(verdict, surge, pods));
                assertThat(plan.removals())
                        .as("seed %d world %d: only pods that are not terminating are removed", seed, world)
                        .allMatch(removal -> !removal.pod().terminating());
                pods = applied(plan, pods);
            }
            String where = "seed " + seed + " world " + world + " " + pods;
            SlotPlan last = SlotManager.manage(view(verdict, surge, pods));
            assertThat(last.isEmpty()).as(where).isTrue();
            int atMost = verdict.shouldContinue() ? surge ? 2 : 1 : 0;
            assertThat(pods.size()).as(where).isBetween(verdict.shouldRun() ? 1 : 0, atMost);
        }
    }

    @ParameterizedTest(name = "a rollout never takes more than its budget, seed {0}")
    @ValueSource(longs = {2, 20260102, 8675310})
    void budgetIsKept(long seed) {
        Random random = new Random(seed);
        for (int world = 0; world < WORLDS; world++) {
            int budget = 1 + random.nextInt(4);
            SortedMap<String, RolloutSlot> slots = slots(random);
            RolloutStep step = RollingUpdate.step(slots, spec(budget), CURRENT, at(1000), RuleProfile.NEWEST);
            int takenDown = 0;
            for (Removal removal : step.removals()) {
                boolean available = Availability.isAvailable(removal.pod(), 10, at(1000));
                assertThat(available).isEqualTo(removal.reason() == RemovalReason.ROLLING_UPDATE);
                takenDown += available ? 1 : 0;
            }
            assertThat(takenDown)
                    .as("seed %d world %d: available pods taken down", seed, world)
                    .isLessThanOrEqualTo(Math.max(0, budget - step.unavailable()));
        }
    }

    @ParameterizedTest(name = "the counters of a status keep their order, seed {0}")
    @ValueSource(longs = {3, 20260103, 8675311})
    void countersKeepTheirOrder(long seed) {
        Random random = new Random(seed);
        for (int world = 0; world < WORLDS; world++) {
            Counters sum = Counters.ZERO;
            for (RolloutSlot slot : slots(random).values()) {
                sum = sum.plus(StatusRules.contribution(
                        slot.verdict(),
                        slot.nodeExists(),
                        slot.pods(),
                        CURRENT,
                        null,
                        10,
                        at(1000),
                        RuleProfile.NEWEST));
            }
            String where = "seed " + seed + " world " + world;
            assertThat(sum.current()).as(where).isLessThanOrEqualTo(sum.desired());
            assertThat(sum.ready()).as(where).isLessThanOrEqualTo(sum.current());
            assertThat(sum.available()).as(where).isLessThanOrEqualTo(sum.ready());
            assertThat(sum.updated()).as(where).isLessThanOrEqualTo(sum.current());
            assertThat(sum.unavailable()).as(where).isNotNegative();
        }
    }

    private static List<PodFacts> applied(SlotPlan plan, List<PodFacts> pods) {
        List<PodFacts> after = new ArrayList<>();
        for (PodFacts pod : pods) {
            boolean removed = plan.removals().stream()
                    .anyMatch(removal -> removal.pod().uid().equals(pod.uid()));
            if (!removed && !pod.terminating()) {
                after.add(pod);
            }
        }
        if (plan.create()) {
            after.add(GivenPod.newPod("created").created(900).ready().facts());
        }
        return after;
    }

    private static SlotView view(Verdict verdict, boolean surge, List<PodFacts> pods) {
        return new SlotView(verdict, true, pods, surge, CURRENT, 10, at(1000), null, RuleProfile.NEWEST);
    }

    private static DaemonSetSpec spec(int maxUnavailable) {
        return new DaemonSetSpec(
                Given.selector(),
                Given.template(),
                Given.rolling(Integer.toString(maxUnavailable), "0"),
                10,
                10,
                1,
                null);
    }

    private static SortedMap<String, RolloutSlot> slots(Random random) {
        SortedMap<String, RolloutSlot> slots = new TreeMap<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            boolean exists = random.nextInt(6) > 0;
            slots.put("node-" + i, new RolloutSlot(exists ? verdict(random) : Verdict.NODE_GONE, exists, pods(random)));
        }
        return slots;
    }

    private static Verdict verdict(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> KEEPS_ONLY;
            case 1 -> REFUSES;
            default -> Verdict.ELIGIBLE;
        };
    }

    private static List<PodFacts> pods(Random random) {
        List<PodFacts> pods = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            GivenPod pod = random.nextBoolean() ? GivenPod.newPod("p" + i) : GivenPod.oldPod("p" + i);
            pod.created(random.nextInt(4)).phase(PodPhase.values()[random.nextInt(PodPhase.values().length)]);
            if (random.nextBoolean()) {
                pod.readySince(at(random.nextBoolean() ? 500 : 995));
            }
            if (random.nextInt(4) == 0) {
                pod.terminating();
            }
            if (random.nextInt(6) == 0) {
                pod.waitingFor("node-0");
            }
            pods.add(pod.facts());
        }
        return pods;
    }
}
