package io.rollcall.cli.bench;

/**
 * What some events took.
 *
 * @param wallNanos time passed, nanoseconds
 * @param cpuNanos processor time, nanoseconds
 */
record Cost(long events, long wallNanos, long cpuNanos) {

    /** Processor time an event, nanoseconds. */
    double cpuPerEvent() {
        return (double) cpuNanos / events;
    }
}
