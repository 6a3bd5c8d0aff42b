package io.rollcall.controller.shadow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** When pods of one DaemonSet that were Ready were deleted of late, and when deleted pods were heard of again. */
final class Deletions {

    /** Deletions closer together than this are one piece of work. A person deletes one pod at a time. */
    private static final Duration TOGETHER = Duration.ofMillis(10);

    /** How shortly before a deletion the news of another one may have been taken for its own. */
    private static final Duration MISTAKEN = Duration.ofMillis(20);

    private final Deque<Seen> starts = new ArrayDeque<>();
    private final Deque<Seen> echoes = new ArrayDeque<>();

    /** A Ready pod was deleted. */
    void start(Seen seen) {
        starts.addLast(seen);
    }

    /** A pod that was being deleted changed once more, or is gone. */
    void echo(Seen seen) {
        echoes.addLast(seen);
    }

    /** Whether no other Ready pod was deleted at about the moment of this deletion. */
    boolean isAlone(Seen deletion) {
        for (Seen other : starts) {
            Duration apart = Duration.between(other.time(), deletion.time()).abs();
            if (other.offset() != deletion.offset() && apart.compareTo(TOGETHER) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** How many echoes were heard right before this deletion: that many outstanding ones a mere count takes for done. */
    int echoesBefore(Seen deletion) {
        int heard = 0;
        for (Seen echo : echoes) {
            if (echo.offset() < deletion.offset()
                    && !echo.time().isBefore(deletion.time().minus(MISTAKEN))) {
                heard++;
            }
        }
        return heard;
    }

    void forgetBefore(Instant time) {
        forget(starts, time);
        forget(echoes, time);
    }

    private static void forget(Deque<Seen> all, Instant time) {
        while (!all.isEmpty() && all.getFirst().time().isBefore(time)) {
            all.removeFirst();
        }
    }
}
