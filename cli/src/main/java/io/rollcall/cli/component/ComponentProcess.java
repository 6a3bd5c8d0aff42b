package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.Logs;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.controller.streams.RecordInHand;
import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.events.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A component from the start of its process to its end: settings, logs, health, work, and an end in order. On SIGTERM and SIGINT it closes
 * what it opened, the last first, within a deadline, and the process ends with status 0.
 */
final class ComponentProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentProcess.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Less than what Kubernetes waits before it kills. */
    private static final Duration DEADLINE = Duration.ofSeconds(25);

    private final Component component;
    private final Streams streams;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Health health = new Health();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    ComponentProcess(Component component, Streams streams) {
        this.component = component;
        this.streams = streams;
    }

    /**
     * Runs until it is told to stop, or fails for good.
     *
     * @param file the settings file; empty when everything stands in the environment
     * @return exit status
     */
    int run(Optional<Path> file) {
        Settings settings = settings(file);
        ManagementSettings management = ManagementSettings.of(settings);
        Logs.toStandardError(management.logs(), RecordInHand::place);
        Thread worker = Thread.currentThread();
        Thread onSignal = new Thread(() -> endInOrder(worker), "ending");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return run(settings, management);
        } finally {
            close();
            closed.countDown();
            if (stop.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(onSignal);
            }
        }
    }

    private int run(Settings settings, ManagementSettings management) {
        ComponentMetrics metrics = opened(new ComponentMetrics(component.name(), health));
        if (management.port() >= 0) {
            ManagementServer server =
                    opened(ManagementServer.start(management.host(), management.port(), health, metrics));
            LOG.info("{} starts; health and metrics on {}", component.name(), server.url());
        }
        Running running;
        try {
            if (!component.topics().isEmpty()) {
                NeededTopics.check(settings, component.topics());
            }
            running = opened(component.start(settings, metrics));
        } catch (RuntimeException e) {
            if (stop.getCount() == 0) {
                // Told to stop while it waited for others.
                return ExitStatus.SUCCESS;
            }
            throw e;
        }
        health.started(running);
        LOG.info("{}", running.summary());
        boolean wasReady = false;
        while (!stopped()) {
            Optional<Running.Failure> failure = running.failure();
            if (failure.isPresent()) {
                streams.err()
                        .println("rollcall " + component.name() + ": "
                                + failure.get().message());
                return failure.get().status();
            }
            boolean ready = health.ready().good();
            if (ready != wasReady) {
                LOG.info(
                        "{} is {}",
                        component.name(),
                        ready ? "ready" : "not ready: " + health.ready().text());
                wasReady = ready;
            }
        }
        LOG.info("{} stops", component.name());
        return ExitStatus.SUCCESS;
    }

    private Settings settings(Optional<Path> file) {
        try {
            return Settings.load(component.definition(), file, System.getenv());
        } catch (InvalidSettingsException e) {
            throw new UserException(String.join("\n", e.problems()), e);
        }
    }

    private boolean stopped() {
        try {
            return stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return true;
        }
    }

    /** On a signal: the main thread closes everything, and the process, which would say that it was killed, ends as one that did as told. */
    private void endInOrder(Thread worker) {
        health.stopping();
        stop.countDown();
        worker.interrupt();
        boolean inTime = false;
        try {
            inTime = closed.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        if (!inTime) {
            LOG.error("{} did not stop within {} s", component.name(), DEADLINE.toSeconds());
        }
        Runtime.getRuntime().halt(inTime ? ExitStatus.SUCCESS : ExitStatus.FINDING);
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private void close() {
        // The interruption was for what waited; closing has to wait for things.
        boolean interrupted = Thread.interrupted();
        while (!opened.isEmpty()) {
            AutoCloseable last = opened.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order", last.getClass().getSimpleName(), e);
            }
        }
        if (interrupted) {
            LOG.debug("{} was interrupted", component.name());
        }
    }
}
