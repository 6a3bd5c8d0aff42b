package io.rollcall.cli.component;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How a component is, from the start of its process to the end. Safe for threads. */
final class Health {

    /**
     * An answer to a probe.
     *
     * @param good whether all is well
     * @param text one line
     */
    record Answer(boolean good, String text) {}

    private final AtomicReference<@Nullable Running> component = new AtomicReference<>();
    private volatile boolean stopping;

    void started(Running running) {
        component.set(running);
    }

    void stopping() {
        stopping = true;
    }

    Optional<Running> running() {
        return Optional.ofNullable(component.get());
    }

    /** Whether the process is of any use, if not now: restarting it would not help. */
    Answer live() {
        return failure().map(failure -> new Answer(false, failure.message())).orElse(new Answer(true, "ok"));
    }

    /** Whether it does its work now. */
    Answer ready() {
        Running running = component.get();
        if (stopping) {
            return new Answer(false, "stopping");
        }
        if (running == null) {
            return new Answer(false, "starting");
        }
        Optional<String> why = failure().map(Running.Failure::message).or(running::waiting);
        return why.map(reason -> new Answer(false, reason)).orElse(new Answer(true, "ready"));
    }

    private Optional<Running.Failure> failure() {
        return running().flatMap(Running::failure);
    }
}
