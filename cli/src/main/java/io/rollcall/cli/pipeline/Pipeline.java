package io.rollcall.cli.pipeline;

import io.rollcall.events.topics.Topic;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Router, journal and decider with one partition each, under a time that is given. The same calls give the same {@link Outputs} from
 * every implementation, except for positions in topics. For one thread.
 *
 * <p>Events that are appended between two calls of {@link #settle} or {@link #advanceTo} must be of one topic, or have strictly rising
 * times and come before the first such call: only then is their order in the journal theirs.
 */
public interface Pipeline extends AutoCloseable {

    /**
     * Appends an event to an input topic.
     *
     * @param time of the record; not before that of the one before
     */
    void append(Topic<?> topic, String key, SpecificRecord event, Instant time);

    /** Decides upon everything that was appended. Returns what was written since the last call. */
    Outputs settle();

    /**
     * Settles and lets time pass: each deadline up to that time, that included, is met at its own time.
     *
     * @return what was written since the last call
     */
    Outputs advanceTo(Instant time);

    /** When something is due next though no event comes. As of the last call of {@link #settle} or {@link #advanceTo}. */
    Optional<Instant> nextDeadline();

    @Override
    void close();
}
