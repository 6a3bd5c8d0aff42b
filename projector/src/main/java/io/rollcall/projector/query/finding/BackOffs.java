package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.read.PodRow;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.slot.BackOff;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Until when failed pods of a slot wait, told from the deletions of failed pods (semantics 4.6). Pure. */
final class BackOffs {

    private BackOffs() {}

    /** Only a slot that should have a running pod and has none can wait. */
    static boolean mayWait(Verdict verdict, List<PodRow> pods) {
        return verdict.shouldContinue()
                && pods.stream()
                        .allMatch(pod -> pod.facts().terminal() || pod.facts().terminating());
    }

    /** The end of the wait after these deletions, oldest first; null when there was none. */
    static @Nullable Instant until(List<Instant> failures) {
        BackOff backOff = null;
        for (Instant at : failures) {
            backOff = backOff == null ? BackOff.first(at) : backOff.next(at);
        }
        return backOff == null ? null : backOff.until();
    }
}
