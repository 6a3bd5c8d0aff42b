package io.rollcall.projector.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of a DaemonSet.
 *
 * @param currentHash hash of the current one, empty when there is none yet
 * @param numbers number by hash
 */
record Revisions(String currentHash, Map<String, Long> numbers) {

    /** Number of the revision with this hash, 0 when unknown. */
    long number(@Nullable String hash) {
        return hash == null ? 0 : numbers.getOrDefault(hash, 0L);
    }

    long current() {
        return number(currentHash);
    }
}
