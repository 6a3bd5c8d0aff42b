package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.Logs;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.controller.streams.RecordInHand;
import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A component from the start of its process to its end: settings, logs, health, work, and an end in order. On SIGTERM and SIGINT it closes
 * what it opened, the last first, within a deadline, and the process ends with status 0.
 */
final class ComponentProcess {

    /** Says what made it fail, and with which status the process ends for it. */
    @FunctionalInterface
    interface Report {
        int failed(RuntimeException why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ComponentProcess.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Less than what Kubernetes waits before it kills, more than what any part of a component waits while it closes. */
    static final Duration DEADLINE = Duration.ofSeconds(25);

    /** The settings of each component: one environment may serve several. */
    private static final List<SettingsDefinition> ALL = Stream.of(
                    new ControllerComponent(),
                    new ProjectorComponent(),
                    new ClusterComponent(),
                    new RegistryComponent())
            .map(Component::definition)
            .toList();

    /** Read by commands, by the launcher and where images are made. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "ROLLCALL_BOOTSTRAP_SERVER",
            "ROLLCALL_DEBUG",
            "ROLLCALL_HISTORIES",
            "ROLLCALL_IMAGE",
            "ROLLCALL_IMAGES",
            "ROLLCALL_JAVA_OPTS",
            "ROLLCALL_REGISTRY",
            "ROLLCALL_SERVER",
            "ROLLCALL_TEST_KAFKA_IMAGE");

    private final Component component;
    private final Streams streams;
    private final Report report;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Health health = new Health();
    private final Ending ending;

    /** The process of a command, which is run by the thread that calls this. */
    static ComponentProcess of(Component component, CommandSpec command) {
        CommandLine line = command.commandLine();
        return new ComponentProcess(component, Streams.of(command), DEADLINE, why -> {
            try {
                return line.getExecutionExceptionHandler().handleExecutionException(why, line, line.getParseResult());
            } catch (Exception e) {
                throw new IllegalStateException("a failure cannot be told", e);
            }
        });
    }

    ComponentProcess(Component component, Streams streams, Duration deadline, Report report) {
        this.component = component;
        this.streams = streams;
        this.report = report;
        this.ending = new Ending(component.name(), deadline, health::stopping);
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
        Settings.unknownVariables(ALL, NO_SETTINGS, System.getenv()).forEach(LOG::warn);
        ending.listen();
        int status = ExitStatus.FAULT;
        try {
            status = run(settings, management);
        } catch (RuntimeException e) {
            status = report.failed(e);
        } finally {
            ending.closes(status);
            close();
            ending.closed();
        }
        return status;
    }

    private int run(Settings settings, ManagementSettings management) {
        ComponentMetrics metrics = opened(new ComponentMetrics(component.name(), health));
        if (management.port() >= 0) {
            ManagementServer server =
                    opened(ManagementServer.start(management.host(), management.port(), health, metrics));
            LOG.info("{} starts; health and metrics on {}", component.name(), server.url());
        }
        NeededInKafka needed = new NeededInKafka(component, settings);
        Running running;
        try {
            running = ending.interruptible(() -> {
                needed.check();
                return component.start(settings, metrics);
            });
        } catch (RuntimeException e) {
            if (ending.told()) {
                // It waited for others.
                return ExitStatus.SUCCESS;
            }
            throw e;
        }
        opened(running);
        health.started(running);
        LOG.info("{}", running.summary());
        boolean wasReady = false;
        while (!ending.awaitTold(LOOK)) {
            Optional<Running.Failure> failure = running.failure();
            if (failure.isPresent()) {
                tell(failure.get(), needed);
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

    /** A signal that comes meanwhile does not wait for Kafka, and changes nothing of the status. */
    private void tell(Running.Failure failure, NeededInKafka needed) {
        ending.fails(failure.status());
        new FailureReport(component.name(), streams.err(), () -> ending.interruptible(needed::denied)).tell(failure);
    }

    private Settings settings(Optional<Path> file) {
        try {
            return Settings.load(component.definition(), file, System.getenv());
        } catch (InvalidSettingsException e) {
            throw new UserException(String.join("\n", e.problems()), e);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private void close() {
        while (!opened.isEmpty()) {
            AutoCloseable last = opened.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order", last.getClass().getSimpleName(), e);
            }
        }
    }
}
