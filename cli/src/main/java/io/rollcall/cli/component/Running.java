package io.rollcall.cli.component;

import java.util.Optional;

/** A component at work. Safe for threads. */
interface Running extends AutoCloseable {

    /** Where it is to be reached and what else is to be known of it, one line. */
    String summary();

    /** What keeps it from its work for now, one line; empty when it is ready. */
    Optional<String> waiting();

    /** Why it has stopped for good; empty while it has not. */
    Optional<Failure> failure();

    /** Its topologies, for people; empty when it has none. */
    default Optional<String> topology() {
        return Optional.empty();
    }

    /** Stops it in order. */
    @Override
    void close();

    /**
     * The end of a component.
     *
     * @param message why, one line with the mend
     * @param status exit status of the process
     */
    record Failure(String message, int status) {}
}
