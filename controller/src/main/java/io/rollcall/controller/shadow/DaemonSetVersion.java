package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.Facts;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.rollout.Budget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A DaemonSet as it was observed at one moment, ready to be judged by.
 *
 * @param terminating whether it has a deletionTimestamp: its controller then does nothing (semantics 7.3)
 */
record DaemonSetVersion(
        DaemonSetSpec spec,
        Eligibility eligibility,
        boolean terminating,
        @Nullable Integer collisionCount,
        Seen seen) {

    private static final long DEFAULT_GRACE_SECONDS = 30;

    static DaemonSetVersion of(DaemonSetObserved observed, @Nullable DaemonSetVersion before, Seen seen) {
        DaemonSetSpec spec = Facts.spec(observed);
        Eligibility eligibility = before != null && before.template().equals(spec.template())
                ? before.eligibility
                : Eligibility.compile(spec.template());
        return new DaemonSetVersion(
                spec, eligibility, observed.getDeletedAt() != null, observed.getCollisionCount(), seen);
    }

    PodTemplate template() {
        return spec.template();
    }

    /** How long its pods are given to end when they are deleted. */
    Duration terminationGrace() {
        return Duration.ofSeconds(template()
                .tree()
                .path("spec")
                .path("terminationGracePeriodSeconds")
                .asLong(DEFAULT_GRACE_SECONDS));
    }

    /** Whether its controller acts at all (semantics 4.1 steps 4 and 5); never when its selector misses its own pods. */
    boolean isManaged() {
        return !terminating && spec.selectsItsPods();
    }

    boolean isSurge() {
        return Budget.surgeAllowed(spec.strategy());
    }

    UpdateStrategy.@Nullable RollingUpdate rollingUpdate() {
        return spec.strategy() instanceof UpdateStrategy.RollingUpdate rolling ? rolling : null;
    }

    Verdict judge(@Nullable ObservedNode node) {
        return node == null ? Verdict.NODE_GONE : eligibility.judge(node.facts());
    }
}
