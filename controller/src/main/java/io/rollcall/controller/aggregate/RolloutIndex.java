package io.rollcall.controller.aggregate;

import io.rollcall.controller.aggregate.Assessment.Standing;
import io.rollcall.controller.aggregate.Assessment.Undecided;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.rollout.RolloutClass;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one DaemonSet by their standing in a rollout, so that a rollout step costs O(log nodes). Node order makes the choice among
 * equal candidates, which Kubernetes leaves open (semantics 5.3).
 */
final class RolloutIndex {

    private final RuleProfile profile;
    private final TreeSet<String> oldAvailable = new TreeSet<>();
    private final TreeSet<String> oldUnavailable = new TreeSet<>();
    private final TreeSet<String> replaced = new TreeSet<>();
    private final TreeSet<String> ineligibleAvailable = new TreeSet<>();
    private final TreeSet<String> ineligibleUnavailable = new TreeSet<>();
    private int unavailable;
    private int surging;
    private int served;

    RolloutIndex(RuleProfile profile) {
        this.profile = profile;
    }

    void add(String node, Standing standing) {
        count(standing, 1);
        SortedSet<String> bucket = bucket(standing);
        if (bucket != null) {
            bucket.add(node);
        }
    }

    void remove(String node, Standing standing) {
        count(standing, -1);
        SortedSet<String> bucket = bucket(standing);
        if (bucket != null) {
            bucket.remove(node);
        }
    }

    /** Slots that count against maxUnavailable, open wishes included. */
    int unavailable() {
        return unavailable;
    }

    /** Slots that use up maxSurge, open wishes included. */
    int surging() {
        return surging;
    }

    /** Slots that are served by an available pod, the old one where there is one, and stay so when the open deletions are carried out. */
    int served() {
        return served;
    }

    SortedSet<String> oldAvailable() {
        return oldAvailable;
    }

    SortedSet<String> oldUnavailable() {
        return oldUnavailable;
    }

    /** Slots whose new pod is available next to the old one. */
    SortedSet<String> replaced() {
        return replaced;
    }

    /** Slots with an available old pod on a node that should not run it. */
    SortedSet<String> ineligibleAvailable() {
        return ineligibleAvailable;
    }

    /** Slots with an unavailable old pod on a node that should not run it. */
    SortedSet<String> ineligibleUnavailable() {
        return ineligibleUnavailable;
    }

    private void count(Standing standing, int by) {
        boolean counted = RolloutBudget.countsUnavailable(
                standing.rolloutClass(), standing.shouldRun(), standing.nodeExists(), profile);
        boolean takesPart = RolloutBudget.takesPart(standing.shouldRun(), standing.nodeExists(), profile);
        if (counted || (standing.undecided() == Undecided.LOSES_POD && takesPart)) {
            unavailable += by;
        }
        if (takesPart && isSurging(standing)) {
            surging += by;
        }
        if (isWalkedBySurge(standing) && standing.served()) {
            served += by;
        }
    }

    private static boolean isSurging(Standing standing) {
        return switch (standing.rolloutClass()) {
            case DUPLICATES, BOTH_NEW_UNAVAILABLE -> true;
            case OLD_AVAILABLE, OLD_UNAVAILABLE -> standing.undecided() == Undecided.GAINS_POD;
            case EMPTY, NEW_UNAVAILABLE, NEW_AVAILABLE, BOTH_NEW_AVAILABLE, FAILED_OLD -> false;
        };
    }

    private boolean isWalkedBySurge(Standing standing) {
        return standing.nodeExists()
                || profile.has(KnownDefect.GONE_NODE_IN_ROLLOUT)
                || profile.has(KnownDefect.SURGE_ON_GONE_NODE);
    }

    private @Nullable SortedSet<String> bucket(Standing standing) {
        if (standing.undecided() != Undecided.NO) {
            return null;
        }
        RolloutClass rolloutClass = standing.rolloutClass();
        boolean eligible = standing.shouldRun() && standing.nodeExists();
        return switch (rolloutClass) {
            case OLD_AVAILABLE -> eligible ? oldAvailable : ineligible(standing, ineligibleAvailable);
            case OLD_UNAVAILABLE -> eligible ? oldUnavailable : ineligible(standing, ineligibleUnavailable);
            case BOTH_NEW_AVAILABLE -> isWalkedBySurge(standing) ? replaced : null;
            case DUPLICATES, EMPTY, NEW_UNAVAILABLE, NEW_AVAILABLE, BOTH_NEW_UNAVAILABLE, FAILED_OLD -> null;
        };
    }

    private @Nullable SortedSet<String> ineligible(Standing standing, SortedSet<String> bucket) {
        return standing.nodeExists() || profile.has(KnownDefect.GONE_NODE_IN_ROLLOUT) ? bucket : null;
    }
}
