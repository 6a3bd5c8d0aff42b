package io.rollcall.controller.simulation;

import io.rollcall.controller.simulation.Recount.Cell;
import io.rollcall.events.Decision;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutClass;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold of each decision of a rolling update with surge. */
final class SurgeInvariants {

    private final Wishes wishes;

    SurgeInvariants(Wishes wishes) {
        this.wishes = wishes;
    }

    /** A decision whose reason is of a surge. */
    void check(Recount recount, @Nullable Cell cell, Decision decision) {
        switch (decision.getReason()) {
            case "SURGE" -> {
                budget(recount, decision);
                besideOne(cell, decision);
            }
            case "SURGE_OLD_UNAVAILABLE" -> besideOne(cell, decision);
            case "SURGE_INELIGIBLE" -> enoughServe(recount, cell, decision);
            case "SURGE_REPLACED" -> replaced(recount, cell, decision);
            default -> throw new IllegalArgumentException("not of a surge: " + decision);
        }
    }

    /** In a surge the old pod goes when the new one is available (semantics 4.5, 5.4). */
    private static void replaced(Recount recount, @Nullable Cell cell, Decision decision) {
        Violation.unless(
                cell != null && cell.pods().stream().anyMatch(pod -> recount.isCurrentAndAvailable(pod)),
                "no new pod is available, and %s",
                decision);
    }

    /** A surge makes a second pod, never a third (semantics 4.5). */
    private static void besideOne(@Nullable Cell cell, Decision decision) {
        Violation.unless(
                cell != null
                        && cell.pods().stream()
                                        .filter(pod -> !pod.terminating() && !pod.terminal())
                                        .count()
                                <= 1,
                "a third pod: %s",
                decision);
    }

    /**
     * An available pod goes from a node that should not run it only while, with all that is being deleted gone, as many nodes are served
     * as should be (semantics 5.4).
     */
    private void enoughServe(Recount recount, @Nullable Cell cell, Decision decision) {
        PodFacts pod = cell == null ? null : Invariants.named(cell, decision.getPodUid());
        if (pod == null || !recount.isServed(List.of(pod))) {
            return;
        }
        TreeSet<String> going = wishes.podsBeingDeleted(decision.getDaemonSet().getUid(), decision.getAt());
        long served = recount.cells.values().stream()
                .filter(each -> recount.isServed(each.pods().stream()
                        .filter(other -> !going.contains(other.uid()))
                        .toList()))
                .count();
        Violation.unless(
                served >= recount.counters().desired(),
                "%d nodes stay served where %d are desired, after %s",
                served,
                recount.counters().desired(),
                decision);
    }

    /**
     * New pods beside available old ones; those beside old pods that are not available are outside of the budget, and so is what
     * stands on a node that is gone or should not run the pod: it must not hold up the others.
     */
    private void budget(Recount recount, Decision decision) {
        if (!(recount.spec.strategy() instanceof UpdateStrategy.RollingUpdate rolling)) {
            throw new Violation("a surge where the strategy is OnDelete: " + decision);
        }
        int allowed = Budget.resolve(rolling, recount.counters().desired()).maxSurge();
        TreeSet<String> surging = wishes.undecided(
                recount, decision, command -> command.getReason().equals(decision.getReason()));
        surging.removeIf(node -> !hasOldPod(recount, node));
        recount.cells.forEach((node, cell) -> {
            RolloutClass rolloutClass = recount.rolloutClass(cell);
            if (rolloutClass == RolloutClass.BOTH_NEW_UNAVAILABLE || rolloutClass == RolloutClass.DUPLICATES) {
                surging.add(node);
            }
        });
        surging.removeIf(node -> {
            Cell cell = recount.cells.get(node);
            return cell == null || !cell.verdict().shouldRun();
        });
        Violation.unless(
                surging.size() <= allowed,
                "%s have or get a second pod, and %d may, after %s",
                surging,
                allowed,
                decision);
    }

    /** Where the old pod has failed or gone meanwhile, the new one takes its place and does not stand beside it. */
    private static boolean hasOldPod(Recount recount, String node) {
        Cell cell = recount.cells.get(node);
        RolloutClass rolloutClass = cell == null ? RolloutClass.EMPTY : recount.rolloutClass(cell);
        return rolloutClass == RolloutClass.OLD_AVAILABLE || rolloutClass == RolloutClass.OLD_UNAVAILABLE;
    }
}
