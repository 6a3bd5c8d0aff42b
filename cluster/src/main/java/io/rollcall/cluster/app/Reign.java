package io.rollcall.cluster.app;

import java.util.HashSet;
import java.util.Set;

/**
 * The sessions in which this process has written a cluster's log, by the epochs of their barriers. A broker ends the writing of a
 * session for two reasons that look alike: another process has taken over, or the session's own transaction lasted too long (a
 * machine that stood still, a coordinator that moved slowly). Only the log tells them apart: who takes over writes barriers of
 * its own. For one thread.
 */
final class Reign {

    private final Set<Long> epochs = new HashSet<>();

    /** A session of this process is about to write barriers of this epoch. */
    void begins(long epoch) {
        epochs.add(epoch);
    }

    /**
     * Whether somebody else has written the last barriers.
     *
     * @param log the log as it stands now
     */
    boolean lost(ClusterLog log) {
        return !epochs.isEmpty() && log.lastEpoch() > 0 && !epochs.contains(log.lastEpoch());
    }
}
