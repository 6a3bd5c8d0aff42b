package io.rollcall.cluster.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Revisions that commands name and that have not been read yet. Each is waited for, for so long: one that does not come in that time holds up
 * no further command, until it has come after all. However many are missed one after the other, all that is kept back for them goes on in the
 * end: a command whose revision was missed last is then refused before its time, and waited for again when the controller wishes it anew. For
 * one thread; reads no clock.
 */
final class AwaitedRevisions {

    /** How long one missing revision holds commands up before they are refused: longer than a partition is without a leader. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long anything is kept back, for whatever reasons. */
    static final Duration LONGEST = PATIENCE.multipliedBy(2);

    /** When each was missed first, as a reading of the clock that {@link System#nanoTime} is. */
    private final Map<String, Long> missedSince = new HashMap<>();

    private OptionalLong keptSince = OptionalLong.empty();

    /**
     * Whether something is worth waiting for.
     *
     * @param missing keys of the revisions that commands wait for
     * @param arrived keys of revisions that have come
     * @param now the present reading of the clock, in nanoseconds
     */
    boolean isWorthWaiting(Set<String> missing, Set<String> arrived, long now) {
        missedSince.keySet().removeAll(arrived);
        missedSince.entrySet().removeIf(since -> !missing.contains(since.getKey()) && !isOver(since.getValue(), now));
        boolean worth = false;
        for (String key : missing) {
            worth |= !isOver(missedSince.computeIfAbsent(key, missed -> now), now);
        }
        if (!worth) {
            keptSince = OptionalLong.empty();
        } else if (keptSince.isEmpty()) {
            keptSince = OptionalLong.of(now);
        } else if (now - keptSince.getAsLong() >= LONGEST.toNanos()) {
            keptSince = OptionalLong.empty();
            return false;
        }
        return worth;
    }

    /** The DaemonSet with this UID is gone: none of its revisions comes any more. */
    void forget(String daemonSetUid) {
        missedSince.keySet().removeIf(key -> key.startsWith(daemonSetUid + "/"));
    }

    private static boolean isOver(long since, long now) {
        return now - since >= PATIENCE.toNanos();
    }
}
