package io.rollcall.controller.aggregate;

/**
 * Paces the creations of one DaemonSet: few at first, twice as many with each round that succeeds, one again after a refusal, so that a
 * server that refuses everything is asked once and not a thousand times (semantics 4.7, slow start as a limit of open wishes).
 */
final class CreateWindow {

    static final int LIMIT = 250;

    private int size = 1;
    private int open;
    private int openForMissing;

    boolean hasRoom() {
        return room() > 0;
    }

    /** How many more may be opened now. */
    int room() {
        return Math.max(0, size - open);
    }

    void opened(boolean forMissing) {
        open++;
        openForMissing += forMissing ? 1 : 0;
    }

    void succeeded(boolean forMissing) {
        closed(forMissing);
        size = Math.min(LIMIT, size + 1);
    }

    void refused(boolean forMissing) {
        closed(forMissing);
        size = 1;
    }

    private void closed(boolean forMissing) {
        open--;
        openForMissing -= forMissing ? 1 : 0;
    }

    /** A burst is over: the next one starts small again. */
    void settle(boolean morePending) {
        if (open == 0 && !morePending) {
            size = 1;
        }
    }

    /** Open creations for nodes without a pod, as opposed to those next to an old pod. */
    int openForMissing() {
        return openForMissing;
    }

    int size() {
        return size;
    }

    void restore(int restoredSize) {
        size = restoredSize;
    }
}
