package io.rollcall.kubeapi.store;

import java.time.Duration;
import java.util.List;

/**
 * Committed changes from some version on, each once and in order. It costs nothing while nobody asks: what has not been taken is
 * remembered in common with all other feeds, and only so long. For one thread at a time.
 */
public interface ChangeFeed {

    /**
     * The next changes; waits for the first of them.
     *
     * @param wait longest time to wait
     * @return at least one, or none when the time is over or the feed has ended
     * @throws io.rollcall.kubeapi.status.StatusException 410 when changes that were not taken yet are not remembered any more
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    List<Change> next(Duration wait) throws InterruptedException;

    /** All changes up to this version have been given out. */
    long version();

    /** Whether no change will come any more, because whatever holds the objects has been closed. */
    boolean ended();
}
