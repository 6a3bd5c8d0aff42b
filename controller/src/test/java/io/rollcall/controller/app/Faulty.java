package io.rollcall.controller.app;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.events.JournalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails once in the middle of a transaction, as a broken disk or connection would. */
final class Faulty implements JournalDecider {
    static final int AT = 50;

    private final JournalDecider decider;
    private final AtomicInteger handled;

    Faulty(JournalDecider decider, AtomicInteger handled) {
        this.decider = decider;
        this.handled = handled;
    }

    @Override
    public Outcome handle(JournalPosition position, Instant time, JournalRecord record) {
        Outcome outcome = decider.handle(position, time, record);
        if (handled.incrementAndGet() == AT) {
            throw new UncheckedIOException(new IOException("broken once"));
        }
        return outcome;
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return decider.nextDeadline();
    }

    @Override
    public void restore(StateRow row) {
        decider.restore(row);
    }

    @Override
    public void restored() {
        decider.restored();
    }
}
