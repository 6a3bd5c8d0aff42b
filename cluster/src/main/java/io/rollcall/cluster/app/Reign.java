package io.rollcall.cluster.app;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The sessions in which this process has written a cluster's log, by the epochs of their barriers. A broker ends the writing of a
 * session for two reasons that look alike: another process has taken over, or the session's own transaction lasted too long (a
 * machine that stood still, a coordinator that moved slowly). Only the log tells them apart: who takes over writes barriers of
 * its own, once it has read all of the log. For one thread.
 */
final class Reign {

    private final Set<Long> epochs = new HashSet<>();

    /** A session of this process is about to write barriers of this epoch. */
    void begins(long epoch) {
        epochs.add(epoch);
    }

    /** Whether there was a session of this process. */
    boolean hasBegun() {
        return !epochs.isEmpty();
    }

    /**
     * Whether another process has taken over since.
     *
     * @param lastEpoch the epoch of the last barriers in the log; empty when there are none
     */
    boolean isLost(OptionalLong lastEpoch) {
        return hasBegun() && lastEpoch.isPresent() && !epochs.contains(lastEpoch.getAsLong());
    }
}
