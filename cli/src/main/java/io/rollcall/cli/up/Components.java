package io.rollcall.cli.up;

import io.rollcall.cluster.app.SimulatedClusterApp;
import io.rollcall.cluster.app.SimulatedClusterConfig;
import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.controller.app.ControllerFailure;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicPlan;
import io.rollcall.projector.app.ProjectorApp;
import io.rollcall.projector.app.ProjectorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All components in this process, started as early as what they need is there, closed in reverse order. Data stands below one folder: the
 * broker's log, which is the truth, and the view, which can be made again from it.
 */
final class Components implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Components.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final EmbeddedBroker broker;
    private final String registryUrl;
    private final ControllerApp controller;
    private final SimulatedClusterApp cluster;
    private final ProjectorApp projector;

    private Components(UpOptions options) {
        Path data = options.data();
        try {
            broker = opened(EmbeddedBroker.start(data.resolve("broker"), OptionalInt.empty()));
            CompletableFuture<Void> topics = CompletableFuture.runAsync(this::createTopics);
            SchemaRegistryServer registry =
                    opened(SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0)));
            registryUrl = registry.url();
            join(topics);
            projector = opened(ProjectorApp.start(ProjectorConfig.local(
                    broker.bootstrapServers(),
                    registry.url(),
                    data.resolve("view.db"),
                    options.webPort(),
                    options.metricsPort())));
            CompletableFuture<SimulatedClusterApp> starting =
                    CompletableFuture.supplyAsync(() -> SimulatedClusterApp.start(
                            SimulatedClusterConfig.local(broker.bootstrapServers(), registry.url(), options.seed())
                                    .withHeartbeat(options.heartbeat())
                                    .withEventRetention(options.eventsKept())
                                    .withKubeApi(options.kube()),
                            projector.past()));
            controller = opened(ControllerApp.start(ControllerConfig.of(Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "schema.registry.url",
                    registry.url(),
                    "state.dir",
                    data.resolve("streams").toString()))));
            cluster = opened(join(starting));
            controller.awaitReady(PATIENCE);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static Components start(UpOptions options) {
        return new Components(options);
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin).create(TopicPlan.single(JournalTime.APPENDED));
        }
    }

    /** Where schemas are asked for. */
    String registryUrl() {
        return registryUrl;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    SimulatedClusterApp cluster() {
        return cluster;
    }

    ProjectorApp projector() {
        return projector;
    }

    /** Why a component stopped for good; empty while all is well. */
    Optional<String> failure() {
        return controller.failure().map(ControllerFailure::message).or(cluster::failure);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable last = started.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} did not stop in order", last.getClass().getSimpleName(), e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T component) {
        started.push(component);
        return component;
    }

    private static <T> T join(CompletableFuture<T> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw e;
        }
    }
}
