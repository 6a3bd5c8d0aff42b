package io.rollcall.kubeapi.store;

import org.jspecify.annotations.Nullable;

/**
 * How to delete an object.
 *
 * @param uid only the object with this UID; null for whichever has the name
 * @param resourceVersion only at this version; null for any
 * @param gracePeriodSeconds grace period of a pod, seconds; null for the pod's own
 * @param propagation what becomes of dependents
 * @param mode whether it is to happen
 */
public record DeleteOptions(
        @Nullable String uid,
        @Nullable String resourceVersion,
        @Nullable Long gracePeriodSeconds,
        Propagation propagation,
        WriteMode mode) {

    /** Whichever has the name, with its own grace period, dependents in the background. */
    public static final DeleteOptions DEFAULT =
            new DeleteOptions(null, null, null, Propagation.BACKGROUND, WriteMode.COMMIT);

    /** The same for one UID only. */
    public DeleteOptions onlyUid(String wanted) {
        return new DeleteOptions(wanted, resourceVersion, gracePeriodSeconds, propagation, mode);
    }

    /** The same at one version only. */
    public DeleteOptions onlyVersion(String wanted) {
        return new DeleteOptions(uid, wanted, gracePeriodSeconds, propagation, mode);
    }

    /** The same without doing it. */
    public DeleteOptions dryRun() {
        return new DeleteOptions(uid, resourceVersion, gracePeriodSeconds, propagation, WriteMode.DRY_RUN);
    }
}
