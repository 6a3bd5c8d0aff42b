package io.rollcall.cluster.store;

import org.jspecify.annotations.Nullable;

/**
 * How to delete.
 *
 * @param uid only the object with this UID; null for whichever has the name
 * @param gracePeriodSeconds grace period of a pod, seconds; null for the pod's own
 * @param propagation what becomes of dependents
 */
public record DeleteOptions(@Nullable String uid, @Nullable Long gracePeriodSeconds, Propagation propagation) {

    /** The pod's own grace period, dependents in the background. */
    public static final DeleteOptions DEFAULT = new DeleteOptions(null, null, Propagation.BACKGROUND);

    /** At once, without grace. */
    public static final DeleteOptions FORCE = new DeleteOptions(null, 0L, Propagation.BACKGROUND);

    /** The same for one UID only. */
    public DeleteOptions onlyUid(String wanted) {
        return new DeleteOptions(wanted, gracePeriodSeconds, propagation);
    }

    /** The same with another propagation. */
    public DeleteOptions with(Propagation wanted) {
        return new DeleteOptions(uid, gracePeriodSeconds, wanted);
    }
}
