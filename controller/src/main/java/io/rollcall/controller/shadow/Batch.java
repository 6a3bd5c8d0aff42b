package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The actions on one DaemonSet's pods that follow each other so closely that one view of the cluster may be behind them all. An action is
 * judged once the batch has come to rest, or a second after it: by then whatever explains it has been observed.
 */
final class Batch {

    /** Actions further apart than this belong to different batches. */
    static final Duration GAP = Duration.ofMillis(300);

    /** How long an action waits to be judged while its batch goes on. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How much older than the batch the other controller's view may be. */
    static final Duration STALENESS = Duration.ofSeconds(1);

    /** A pause that ends no batch while the controller goes on with other DaemonSets: its calls to the API server are rationed. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** However long actions go on: one round of another controller's work does not take longer than this. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A round of deletions is shorter: it is not started slowly as creations are, and a later view shows what it did so far. */
    private static final Duration LONGEST_DELETING = Duration.ofSeconds(3);

    /**
     * An action to judge.
     *
     * @param since the oldest moment that the views behind it may show
     * @param proven what these views show at least
     */
    record Pending(Action action, Instant since, Proven proven) {}

    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Deque<Action> accepted = new ArrayDeque<>();
    private @Nullable Instant startedAt;
    private @Nullable Instant lastAt;

    /** @param busySince since when the controller has been acting, on whatever DaemonSet, without a gap */
    void add(Action action, Instant busySince) {
        Instant now = action.seen().time();
        Instant start = startedAt;
        if (start == null || !goesOn(now, busySince) || start.plus(LONGEST).isBefore(now)) {
            start = now;
            startedAt = now;
        }
        lastAt = now;
        Instant since = start.minus(STALENESS);
        Instant oldest = now.minus(LONGEST_DELETING);
        boolean tooOld = action.type() == ActionType.DELETE && since.isBefore(oldest);
        pending.addLast(new Pending(action, tooOld ? oldest : since, Proven.NOTHING));
    }

    private boolean goesOn(Instant now, Instant busySince) {
        if (lastAt == null) {
            return false;
        }
        boolean close = !lastAt.plus(GAP).isBefore(now);
        return close || (!lastAt.plus(PAUSE).isBefore(now) && !busySince.isAfter(lastAt));
    }

    /** When the next action is to be judged. */
    Optional<Instant> due() {
        Pending first = pending.peekFirst();
        if (first == null || lastAt == null) {
            return Optional.empty();
        }
        Instant rest = lastAt.plus(GAP);
        Instant late = first.action().seen().time().plus(PATIENCE);
        return Optional.of(rest.isBefore(late) ? rest : late);
    }

    /** Takes out the next action that is to be judged by now; those behind it are still waiting while it is judged. */
    Optional<Pending> takeDue(Instant now) {
        return due().filter(at -> !at.isAfter(now)).map(at -> pending.removeFirst());
    }

    /** The actions that are not judged yet, in order. */
    List<Action> waiting() {
        return pending.stream().map(Pending::action).toList();
    }

    void accept(Action action) {
        accepted.addLast(action);
    }

    /** The allowed actions at or after this offset and before that one: they may have come of the same view. */
    List<Action> acceptedBetween(long from, long until) {
        List<Action> found = new ArrayList<>();
        for (Action one : accepted) {
            if (one.offset() >= from && one.offset() < until) {
                found.add(one);
            }
        }
        return found;
    }

    /** How far back a judgement of this batch may have to look; empty when the batch is over. */
    Optional<Instant> horizon(Instant now) {
        Pending first = pending.peekFirst();
        if (first != null) {
            return Optional.of(first.since());
        }
        return startedAt == null || lastAt == null || lastAt.plus(PAUSE).isBefore(now)
                ? Optional.empty()
                : Optional.of(startedAt.minus(STALENESS));
    }

    /** Forgets the accepted actions before this time. */
    void forgetBefore(Instant time) {
        while (!accepted.isEmpty() && accepted.getFirst().seen().time().isBefore(time)) {
            accepted.removeFirst();
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }
}
