package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.rollout.RolloutClassifier;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import io.rollcall.rules.slot.SlotPlan;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What must be done in a slot, whatever the budget: the slot manager's plan, and replacing an old pod that is not available. Pure.
 */
final class Demands {

    private Demands() {}

    /** The first demand on the slot; empty when it is as it should be, waits, or its DaemonSet rests. */
    static Optional<Must> on(View view, String node, SlotPlan plan, RuleProfile profile) {
        if (!view.version().isManaged()) {
            return Optional.empty();
        }
        if (plan.create()) {
            return Optional.of(create("MISSING_POD"));
        }
        for (Removal removal : plan.removals()) {
            if (!isUnnoticed(removal, view, node, profile::has)) {
                return Optional.of(delete(removal, view, node));
            }
        }
        return plan.removals().isEmpty() ? ofRollout(view, node, profile) : Optional.empty();
    }

    /** What a rollout with budget left has to do next. */
    static Must ofStandstill(View view, String node) {
        if (view.version().isSurge()) {
            return create("SURGE");
        }
        return view.podsOn(node).facts().stream()
                .filter(pod -> !pod.terminating())
                .findFirst()
                .map(pod -> delete(new Removal(pod, RemovalReason.ROLLING_UPDATE), view, node))
                .orElseGet(() -> create("MISSING_POD"));
    }

    /** The known defect, alone or with another one, by which a rollout of Kubernetes has no budget left; empty when none is. */
    static Optional<KnownDefect> explainStandstill(View view, RuleProfile active) {
        UpdateStrategy.RollingUpdate strategy = view.version().rollingUpdate();
        if (strategy == null) {
            return Optional.empty();
        }
        for (KnownDefect one : KnownDefect.values()) {
            if (!active.has(one) && !new RolloutTally(view, strategy, active.with(one)).hasBudget()) {
                return Optional.of(one);
            }
        }
        for (KnownDefect one : KnownDefect.values()) {
            for (KnownDefect other : KnownDefect.values()) {
                if (!active.has(one) && !new RolloutTally(view, strategy, active.with(one, other)).hasBudget()) {
                    return Optional.of(one);
                }
            }
        }
        return Optional.empty();
    }

    /** The known defect, not among the active ones, by which Kubernetes leaves the demand open; empty when none is. */
    static Optional<KnownDefect> explain(View view, String node, RuleProfile active) {
        for (KnownDefect defect : KnownDefect.values()) {
            RuleProfile profile = active.with(defect);
            if (!active.has(defect)
                    && on(view, node, view.plan(node, profile), profile).isEmpty()) {
                return Optional.of(defect);
            }
        }
        return Optional.empty();
    }

    private static Optional<Must> ofRollout(View view, String node, RuleProfile profile) {
        if (view.version().rollingUpdate() == null || view.hash().isEmpty()) {
            return Optional.empty();
        }
        Verdict verdict = view.verdict(node);
        boolean nodeExists = view.nodes().get(node) != null;
        RolloutClass rolloutClass = RolloutClassifier.classify(
                view.podsOn(node).facts(),
                view.hash(),
                view.version().spec().templateGeneration(),
                view.version().spec().minReadySeconds(),
                view.now(),
                profile);
        boolean replace = rolloutClass == RolloutClass.OLD_UNAVAILABLE
                && RolloutBudget.takesPart(verdict.shouldRun(), nodeExists, profile);
        if (!replace) {
            return Optional.empty();
        }
        if (view.version().isSurge()) {
            return verdict.shouldRun() ? Optional.of(create("SURGE_OLD_UNAVAILABLE")) : Optional.empty();
        }
        return view.podsOn(node).facts().stream()
                .filter(pod -> !pod.terminating())
                .findFirst()
                .map(pod -> delete(new Removal(pod, RemovalReason.ROLLING_UPDATE_UNAVAILABLE), view, node));
    }

    /** Kubernetes does not look at the deletion of a node, nor at a new node that takes the place of a deleted one. */
    private static boolean isUnnoticed(Removal removal, View view, String node, Predicate<KnownDefect> has) {
        return switch (removal.reason()) {
            case NODE_GONE_UNBOUND -> has.test(KnownDefect.NODE_DELETION_UNNOTICED);
            case NOT_ELIGIBLE -> {
                ObservedNode there = view.nodes().get(node);
                yield there != null && there.remade() && has.test(KnownDefect.RECREATED_NODE_UNNOTICED);
            }
            case DUPLICATE,
                    FAILED_POD,
                    SUCCEEDED_POD,
                    SURGE_OLD_UNREADY,
                    SURGE_REPLACED,
                    ROLLING_UPDATE,
                    ROLLING_UPDATE_UNAVAILABLE,
                    SURGE_INELIGIBLE -> false;
        };
    }

    private static Must create(String reason) {
        return new Must(ActionType.CREATE, "", "", reason, Collections.emptySortedMap());
    }

    private static Must delete(Removal removal, View view, String node) {
        return new Must(
                ActionType.DELETE,
                removal.pod().uid(),
                removal.pod().name(),
                removal.reason().code(),
                Judge.detail(removal.reason(), view, node));
    }
}
