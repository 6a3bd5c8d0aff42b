package io.rollcall.controller.shadow;

import io.rollcall.events.Status;
import io.rollcall.rules.status.Contribution;
import io.rollcall.rules.status.Counters;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a DaemonSet stands by Rollcall's rules: its counters, what its slots demand, and the status last told. */
final class Standing {

    /** What follows from one slot. */
    record Appraisal(
            Contribution contribution,
            String hold,
            @Nullable OpenMust must,
            @Nullable Instant again) {

        static final Appraisal NOTHING = new Appraisal(Contribution.NONE, "", null, null);
    }

    private final Map<String, Appraisal> slots = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private Counters counters = Counters.ZERO;
    final RolloutStanding rollout = new RolloutStanding();
    private @Nullable Status told;

    Appraisal get(String node) {
        return slots.getOrDefault(node, Appraisal.NOTHING);
    }

    void put(String node, Appraisal appraisal) {
        Appraisal before = appraisal == Appraisal.NOTHING ? slots.remove(node) : slots.put(node, appraisal);
        if (before != null) {
            counters = counters.minus(before.contribution());
            count(before.hold(), -1);
        }
        counters = counters.plus(appraisal.contribution());
        count(appraisal.hold(), 1);
    }

    void clear() {
        slots.clear();
        rollout.clear();
        reasons.clear();
        counters = Counters.ZERO;
        told = null;
    }

    /** The nodes of slots that were looked at. */
    Set<String> nodes() {
        return slots.keySet();
    }

    Counters counters() {
        return counters;
    }

    /** Slots by the code of what holds them. */
    Map<String, Integer> reasons() {
        return reasons;
    }

    @Nullable
    Status told() {
        return told;
    }

    void tell(Status status) {
        told = status;
    }

    private void count(String hold, int by) {
        if (!hold.isEmpty()) {
            reasons.merge(hold, by, (had, more) -> had + more == 0 ? null : had + more);
        }
    }
}
