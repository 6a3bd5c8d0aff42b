package io.rollcall.cli.pipeline;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.events.JournalRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Deciders of one journal partition whose next deadline another thread can see. A replay's decider must not start twice: an auditor
 * keeps nothing that it could go on from.
 */
final class WatchedDeciders implements Supplier<JournalDecider> {

    private final Supplier<JournalDecider> deciders;
    private volatile Optional<Instant> deadline = Optional.empty();
    private volatile int starts;

    WatchedDeciders(Supplier<JournalDecider> deciders) {
        this.deciders = deciders;
    }

    @Override
    public JournalDecider get() {
        return new Watched(deciders.get());
    }

    /** After the last record that was handled. */
    Optional<Instant> nextDeadline() {
        return deadline;
    }

    /** Why what comes out cannot be trusted. */
    Optional<String> failure() {
        return starts > 1
                ? Optional.of("the decider was started again in the middle of the replay: the machine is too busy")
                : Optional.empty();
    }

    private final class Watched implements JournalDecider {

        private final JournalDecider decider;

        private Watched(JournalDecider decider) {
            this.decider = decider;
        }

        @Override
        public Outcome handle(JournalPosition position, Instant time, JournalRecord record) {
            Outcome outcome = decider.handle(position, time, record);
            deadline = decider.nextDeadline();
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
        @SuppressWarnings("NonAtomicVolatileUpdate") // one task, one thread at a time
        public void restored() {
            decider.restored();
            starts++;
            deadline = decider.nextDeadline();
        }
    }
}
