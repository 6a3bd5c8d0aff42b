package io.rollcall.rules.status;

/**
 * The counters in the status of a DaemonSet, as sums of {@link Contribution}s.
 *
 * @param desired desiredNumberScheduled
 * @param current currentNumberScheduled
 * @param misscheduled numberMisscheduled
 * @param ready numberReady
 * @param updated updatedNumberScheduled
 * @param available numberAvailable
 */
public record Counters(int desired, int current, int misscheduled, int ready, int updated, int available) {

    /** Of a DaemonSet without slots. */
    public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0);

    /** With one more slot. */
    public Counters plus(Contribution slot) {
        return changed(slot, 1);
    }

    /** With one slot less, which was added before. */
    public Counters minus(Contribution slot) {
        return changed(slot, -1);
    }

    /** numberUnavailable. */
    public int unavailable() {
        return desired - available;
    }

    private Counters changed(Contribution slot, int by) {
        return new Counters(
                desired + (slot.desired() ? by : 0),
                current + (slot.current() ? by : 0),
                misscheduled + (slot.misscheduled() ? by : 0),
                ready + (slot.ready() ? by : 0),
                updated + (slot.updated() ? by : 0),
                available + (slot.available() ? by : 0));
    }
}
