package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.BlockerEntry;
import io.rollcall.projector.query.answer.BudgetEntry;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.rules.model.IntOrPercent;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.rollout.RolloutClassifier;
import io.rollcall.rules.rollout.SurgeUpdate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the budget of a rolling update stands, and which nodes use it up, by the rules that decide about replacements (semantics 5.2 to
 * 5.4).
 *
 * @param budget the budget
 * @param blocking nodes that use it up, by name
 */
record RolloutStanding(BudgetEntry budget, List<BlockerEntry> blocking) {

    private static final int NAMED = 3;

    static RolloutStanding of(DaemonSetRow daemonSet, SlotReader reader) throws SQLException {
        return of(daemonSet, reader.slots());
    }

    static RolloutStanding of(DaemonSetRow daemonSet, List<SlotFacts> slots) {
        int desired = (int) slots.stream()
                .filter(slot -> slot.nodeExists() && slot.verdict().shouldRun())
                .count();
        Budget budget = Budget.resolve(
                new UpdateStrategy.RollingUpdate(
                        parse(daemonSet.maxUnavailable(), IntOrPercent.ONE),
                        parse(daemonSet.maxSurge(), IntOrPercent.ZERO)),
                desired);
        boolean surge = budget.maxSurge() > 0;
        List<BlockerEntry> blocking = new ArrayList<>();
        int waiting = 0;
        for (SlotFacts slot : slots) {
            boolean should = slot.nodeExists() && slot.verdict().shouldRun();
            if (slot.pods().isEmpty() && !should
                    || !RolloutBudget.takesPart(slot.verdict().shouldRun(), slot.nodeExists(), slot.profile())) {
                continue;
            }
            RolloutClass rolloutClass = classify(daemonSet, slot);
            boolean uses = surge
                    ? SurgeUpdate.countsSurge(rolloutClass)
                    : RolloutBudget.countsUnavailable(
                            rolloutClass, slot.verdict().shouldRun(), slot.nodeExists(), slot.profile());
            if (uses) {
                blocking.add(blocker(slot));
            } else if (rolloutClass == RolloutClass.OLD_AVAILABLE) {
                waiting++;
            }
        }
        int most = surge ? budget.maxSurge() : budget.maxUnavailable();
        int left = RolloutBudget.remaining(most, blocking.size(), waiting);
        return new RolloutStanding(
                new BudgetEntry(
                        surge ? 0 : budget.maxUnavailable(),
                        budget.maxSurge(),
                        desired,
                        blocking.size(),
                        left,
                        waiting,
                        sentence(daemonSet, surge, most, desired, blocking)),
                List.copyOf(blocking));
    }

    private static RolloutClass classify(DaemonSetRow daemonSet, SlotFacts slot) {
        List<PodFacts> pods = slot.pods().stream().map(PodRow::facts).toList();
        return RolloutClassifier.classify(
                pods,
                slot.revisions().currentHash(),
                daemonSet.templateGeneration(),
                daemonSet.minReadySeconds(),
                slot.now(),
                slot.profile());
    }

    private static BlockerEntry blocker(SlotFacts slot) {
        Diagnosis diagnosis = SlotDiagnosis.of(slot);
        List<PodRow> pods = slot.livePods();
        return new BlockerEntry(
                slot.nodeName(),
                Because.of(slot, diagnosis).name(),
                diagnosis.code(),
                slot.nodeExists() && !slot.node().facts().ready()
                        ? "the node is not Ready; " + diagnosis.group()
                        : diagnosis.group(),
                pods.isEmpty() ? null : pods.get(0).facts().name());
    }

    private static String sentence(
            DaemonSetRow daemonSet, boolean surge, int most, int desired, List<BlockerEntry> blocking) {
        String setting = surge ? daemonSet.maxSurge() : daemonSet.maxUnavailable();
        String name = surge ? "maxSurge " : "maxUnavailable ";
        String of = (setting == null || setting.equals(Integer.toString(most))
                        ? name + most
                        : name + setting + " is " + most)
                + " of " + desired + (desired == 1 ? " node" : " nodes");
        String state = surge ? " two pods run on " : " no pod is available on ";
        List<String> names = blocking.stream().map(BlockerEntry::node).toList();
        return of + ";" + state
                + (names.isEmpty()
                        ? "none"
                        : names.size() + ": " + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : ""))
                + "; " + Math.max(0, most - names.size()) + " more may be";
    }

    private static IntOrPercent parse(@Nullable String text, IntOrPercent otherwise) {
        try {
            return text == null ? otherwise : IntOrPercent.parse(text);
        } catch (IllegalArgumentException refused) {
            return otherwise;
        }
    }

    /** Whether there is budget left for an old pod that waits. */
    SlotCheck check() {
        return SlotCheck.of("budget", budget.left() > 0, "the budget of the rolling update: " + budget.sentence());
    }
}
