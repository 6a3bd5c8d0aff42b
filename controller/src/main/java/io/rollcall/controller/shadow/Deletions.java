package io.rollcall.controller.shadow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When pods of one DaemonSet that were Ready were deleted of late, and when deleted pods were heard of again. */
final class Deletions {

    /** Deletions at most so many milliseconds apart are one piece of work. A person deletes one pod at a time. */
    private static final long TOGETHER = 10;

    /** At most so many milliseconds before a deletion the news of another one may have been taken for its own. */
    private static final long MISTAKEN = 20;

    /** Two deletions no more milliseconds apart than this are one look's. */
    private static final long CLOSE = 3;

    /** Which other Ready pods were deleted at about the moment of a deletion. */
    enum Company {
        ALONE,
        /** A single one, so close that chance hardly explains it. */
        ONE_CLOSE,
        SOME
    }

    /** Milliseconds since 1970 by offset; both rise. */
    private final NavigableMap<Long, Long> starts = new TreeMap<>();

    private final Deque<Seen> echoes = new ArrayDeque<>();

    /** A Ready pod was deleted. */
    void start(Seen seen) {
        starts.put(seen.offset(), seen.time().toEpochMilli());
    }

    /** A pod that was being deleted changed once more, or is gone. */
    void echo(Seen seen) {
        echoes.addLast(seen);
    }

    /** Whether no other Ready pod was deleted at about the moment of this deletion. */
    boolean isAlone(Seen deletion) {
        return isApart(starts.lowerEntry(deletion.offset()), deletion)
                && isApart(starts.higherEntry(deletion.offset()), deletion);
    }

    /** Which other Ready pods were deleted at about the moment of this deletion. */
    Company company(Seen deletion) {
        int companions = 0;
        long closest = Long.MAX_VALUE;
        for (NavigableMap<Long, Long> side : List.of(
                starts.headMap(deletion.offset(), false).descendingMap(), starts.tailMap(deletion.offset(), false))) {
            for (long time : side.values()) {
                long apart = Math.abs(time - deletion.time().toEpochMilli());
                if (apart > TOGETHER) {
                    break;
                }
                companions++;
                closest = Math.min(closest, apart);
            }
        }
        if (companions == 0) {
            return Company.ALONE;
        }
        return companions == 1 && closest <= CLOSE ? Company.ONE_CLOSE : Company.SOME;
    }

    private static boolean isApart(Map.@Nullable Entry<Long, Long> other, Seen deletion) {
        return other == null || Math.abs(other.getValue() - deletion.time().toEpochMilli()) > TOGETHER;
    }

    /** How many echoes were heard right before this deletion: that many outstanding ones a mere count takes for done. */
    int echoesBefore(Seen deletion) {
        Instant since = deletion.time().minusMillis(MISTAKEN);
        int heard = 0;
        for (Seen echo : echoes) {
            if (echo.offset() < deletion.offset() && !echo.time().isBefore(since)) {
                heard++;
            }
        }
        return heard;
    }

    void forgetBefore(Instant time) {
        while (!starts.isEmpty() && starts.firstEntry().getValue() < time.toEpochMilli()) {
            starts.pollFirstEntry();
        }
        while (!echoes.isEmpty() && echoes.getFirst().time().isBefore(time)) {
            echoes.removeFirst();
        }
    }
}
