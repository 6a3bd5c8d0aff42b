package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.RevisionEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of a DaemonSet.
 *
 * @param currentHash hash of the current one, empty when there is none yet
 * @param kept all of them, by number
 */
public record Revisions(String currentHash, List<RevisionEntry> kept) {

    /** Number of the revision with this hash, 0 when unknown. */
    public long number(@Nullable String hash) {
        if (hash != null) {
            for (RevisionEntry revision : kept) {
                if (revision.hash().equals(hash)) {
                    return revision.revision();
                }
            }
        }
        return 0;
    }

    /** Number of the current one, 0 when there is none yet. */
    public long current() {
        return number(currentHash);
    }
}
