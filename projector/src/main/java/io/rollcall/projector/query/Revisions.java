package io.rollcall.projector.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of a DaemonSet.
 *
 * @param currentHash hash of the current one, empty when there is none yet
 * @param kept all of them, by number
 */
record Revisions(String currentHash, List<RevisionEntry> kept) {

    /** Number of the revision with this hash, 0 when unknown. */
    long number(@Nullable String hash) {
        if (hash != null) {
            for (RevisionEntry revision : kept) {
                if (revision.hash().equals(hash)) {
                    return revision.revision();
                }
            }
        }
        return 0;
    }

    long current() {
        return number(currentHash);
    }
}
