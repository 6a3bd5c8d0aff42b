package io.rollcall.controller.aggregate;

import io.rollcall.events.CreatePause;
import io.rollcall.rules.wish.Refusal;
import io.rollcall.rules.wish.Retry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Paces the creations of one DaemonSet, so that a server that refuses everything is asked once and not a thousand times (semantics 4.7).
 * They go in rounds of 1, 2, 4 …: the next round begins when the whole one before has succeeded. At the limit there are no rounds any
 * more; each one that ends makes room for one more. A refusal lets the round run out, and the next one, of one creation, waits.
 */
final class CreateWindow {

    static final int LIMIT = 250;

    /** Size of a round in which one was refused: nothing more is opened until all of it has ended. */
    private static final int BROKEN = 0;

    private int size = 1;
    private int open;
    private int openForMissing;
    private int refusals;
    private @Nullable Instant heldUntil;
    private boolean lasting;

    /** How many more may be opened now. */
    int room(Instant now) {
        if (heldUntil != null && now.isBefore(heldUntil)) {
            return 0;
        }
        if (size == LIMIT) {
            return LIMIT - open;
        }
        return open == 0 ? size : 0;
    }

    void opened(boolean forMissing) {
        open++;
        openForMissing += forMissing ? 1 : 0;
    }

    /** One has ended as it should, or for a reason that concerns its slot alone. */
    void ended(boolean forMissing) {
        open--;
        openForMissing -= forMissing ? 1 : 0;
        if (open > 0) {
            return;
        }
        if (size == BROKEN) {
            size = 1;
        } else {
            size = Math.min(LIMIT, 2 * size);
            refusals = 0;
            heldUntil = null;
            lasting = false;
        }
    }

    /** One was refused, as others would be too. */
    void refused(boolean forMissing, Refusal refusal, Instant now) {
        refusals += size == BROKEN ? 0 : 1;
        heldUntil = now.plus(Retry.after(refusal, refusals - 1));
        lasting = refusal == Refusal.NAMESPACE_TERMINATING;
        size = BROKEN;
        ended(forMissing);
    }

    /**
     * Something new is wished for, so that it is worth trying at once; any event does that in the original. Not in a namespace that is
     * terminating: nothing new is taken there.
     */
    void lift() {
        if (!lasting) {
            heldUntil = null;
        }
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

    /** Rounds in a row that met a refusal. */
    int refusals() {
        return refusals;
    }

    /** Until when nothing is created; null when nothing was refused. */
    @Nullable
    Instant heldUntil() {
        return heldUntil;
    }

    /** What a restart must not forget of the wait after refusals. */
    CreatePause pause() {
        return new CreatePause(refusals, heldUntil, lasting);
    }

    /** As it was before a restart, apart from the open creations, which are told by {@link #opened}. */
    void restore(int restoredSize, CreatePause pause) {
        size = restoredSize;
        refusals = pause.getRefusals();
        heldUntil = pause.getHeldUntil();
        lasting = pause.getLasting();
    }
}
