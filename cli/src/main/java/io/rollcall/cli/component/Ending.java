package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a component's process. On SIGTERM and SIGINT the thread that runs the component is told to stop; it closes everything and
 * says how it ended. The process then ends with that status, by itself or here, and at the latest when the deadline has passed since it was
 * told, or since it began to close. What has failed keeps its status, whatever signal comes while it closes. Safe for threads.
 */
final class Ending {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    private final String component;
    private final Duration deadline;
    private final Runnable asked;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread onSignal = new Thread(this::signalled, "ending");
    private final Thread worker;
    private boolean interruptible;
    private volatile int status = ExitStatus.SUCCESS;

    /**
     * For the thread that calls this.
     *
     * @param component its name, for the log
     * @param deadline from a signal, or from the begin of closing, to the end of the process
     * @param asked called once when a signal comes
     */
    Ending(String component, Duration deadline, Runnable asked) {
        this.component = component;
        this.deadline = deadline;
        this.asked = asked;
        this.worker = Thread.currentThread();
    }

    /** From here on signals are heard. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** Runs something that a signal interrupts, as waiting for others; nothing else is ever interrupted. */
    <T> T interruptible(Supplier<T> work) {
        synchronized (this) {
            interruptible = true;
            if (told()) {
                worker.interrupt();
            }
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                interruptible = false;
            }
            // What comes now, such as closing, has to wait for things.
            Thread.interrupted();
        }
    }

    /** Whether a signal has come. */
    boolean told() {
        return stop.getCount() == 0;
    }

    /** Waits for a signal for a while; says whether it has come. */
    boolean awaitTold(Duration patience) {
        try {
            return stop.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return true;
        }
    }

    /** The component has failed for good: whenever its process ends from here on, it is with this status. */
    void fails(int failure) {
        status = failure;
    }

    /** The component is about to close; should that take longer than the deadline, the process ends with this status all the same. */
    void closes(int endStatus) {
        status = endStatus;
        Thread.ofPlatform().daemon().name("deadline").start(this::endAtTheDeadline);
    }

    /** Everything is closed, the process may end. */
    void closed() {
        closed.countDown();
        if (!told()) {
            try {
                Runtime.getRuntime().removeShutdownHook(onSignal);
            } catch (IllegalStateException toldJustNow) {
                LOG.debug("a signal came when {} had ended", component);
            }
        }
    }

    private void signalled() {
        asked.run();
        synchronized (this) {
            stop.countDown();
            if (interruptible) {
                worker.interrupt();
            }
        }
        endAtTheDeadline();
        // A process that was sent a signal would say that it was killed; this one did as told.
        Runtime.getRuntime().halt(status);
    }

    private void endAtTheDeadline() {
        boolean inTime = false;
        try {
            inTime = closed.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (!inTime) {
            LOG.error(
                    "{} did not stop within {} s; what it had not committed is done again",
                    component,
                    deadline.toSeconds());
            Runtime.getRuntime().halt(status == ExitStatus.SUCCESS ? ExitStatus.LATE : status);
        }
    }
}
