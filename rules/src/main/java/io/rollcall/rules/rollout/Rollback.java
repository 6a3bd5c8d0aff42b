package io.rollcall.rules.rollout;

import java.util.SortedSet;

/** Where {@code kubectl rollout undo} leads to (semantics 6.6): a template that is kept becomes that of the spec again. */
public sealed interface Rollback {

    /** The number that asks for the revision before the newest. */
    long TO_PREVIOUS = 0;

    /**
     * The template of a kept revision is applied.
     *
     * @param revision its number
     */
    record To(long revision) implements Rollback {}

    /**
     * Nothing changes: the template is that of the revision already.
     *
     * @param revision its number
     */
    record Skipped(long revision) implements Rollback {}

    /**
     * There is no such revision.
     *
     * @param message why, in the words of kubectl
     */
    record NotFound(String message) implements Rollback {}

    /**
     * Chooses.
     *
     * @param kept numbers of the revisions that are kept
     * @param present number of the revision that has the template of the spec
     * @param wanted number of a revision, or {@link #TO_PREVIOUS}
     */
    static Rollback choose(SortedSet<Long> kept, long present, long wanted) {
        if (wanted == TO_PREVIOUS && kept.size() < 2) {
            return new NotFound("no last revision to roll back to");
        }
        long revision = wanted == TO_PREVIOUS ? kept.headSet(kept.last()).last() : wanted;
        if (!kept.contains(revision)) {
            return new NotFound("unable to find specified revision " + wanted + " in history");
        }
        return revision == present ? new Skipped(revision) : new To(revision);
    }
}
