package io.rollcall.cli.pipeline;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.controller.app.ControllerFailure;
import io.rollcall.controller.engine.InProcessEngine;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline of topics with one partition each, with the controller's Router and Decider in this process. They are started when there is
 * something to settle first, so that what was appended until then is merged by its times. Ticks are appended to the journal here.
 */
final class KafkaPipeline implements Pipeline {

    private final ControllerConfig config;
    private final WatchedDeciders deciders;
    private final Appender appender;
    private final ReadPositions routerPositions;
    private final ReadPositions deciderPositions;
    private final JournalEnd journalEnd;
    private final OutputReader outputs;
    private @Nullable ControllerApp controller;
    private boolean appended;
    private boolean written;
    private Instant now = Instant.EPOCH;

    KafkaPipeline(
            String bootstrapServers,
            String registryUrl,
            TopicNames names,
            Admin admin,
            Supplier<JournalDecider> deciders,
            Path state) {
        AvroSerdes serdes = new AvroSerdes(registryUrl);
        this.config = ControllerConfig.of(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                "topic.prefix",
                names.prefix(),
                "application.id.prefix",
                names.prefix(),
                "state.dir",
                state.toString(),
                // Nobody is there to take over: a busy machine must not make Kafka think so.
                "session.timeout.ms",
                "60000",
                "transaction.timeout.ms",
                "60000"));
        this.deciders = new WatchedDeciders(deciders);
        this.appender = new Appender(bootstrapServers, names, serdes);
        this.routerPositions = new ReadPositions(admin, names.prefix() + "-router");
        this.deciderPositions = new ReadPositions(admin, names.prefix() + "-decider");
        this.journalEnd = new JournalEnd(bootstrapServers, admin, names);
        this.outputs = new OutputReader(bootstrapServers, admin, names, serdes);
    }

    @Override
    public void append(Topic<?> topic, String key, SpecificRecord event, Instant time) {
        now = time.isAfter(now) ? time : now;
        appender.append(topic, key, event, now);
        appended = true;
    }

    @Override
    public Outputs settle() {
        return advanceTo(now);
    }

    @Override
    public Outputs advanceTo(Instant time) {
        decideAll();
        Optional<Instant> due = deciders.nextDeadline();
        while (due.isPresent() && !due.get().isAfter(time)) {
            now = due.get().isAfter(now) ? due.get() : now;
            append(
                    TopicCatalogue.JOURNAL,
                    InProcessEngine.CLOCK_KEY,
                    new JournalRecord(null, null, new ClockTicked()),
                    now);
            decideAll();
            due = deciders.nextDeadline();
        }
        now = time.isAfter(now) ? time : now;
        Outputs read = written ? outputs.read() : new Outputs();
        written = false;
        return read;
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return deciders.nextDeadline();
    }

    /** Returns when Router and Decider have committed everything that was appended. */
    private void decideAll() {
        if (!appended) {
            return;
        }
        var inputEnds = appender.flush();
        if (controller == null) {
            controller = ControllerApp.start(config, deciders);
        }
        ControllerApp running = controller;
        Supplier<Optional<String>> failure =
                () -> running.failure().map(ControllerFailure::message).or(deciders::failure);
        routerPositions.await(inputEnds, failure);
        deciderPositions.await(journalEnd.read(), failure);
        deciders.failure().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        appended = false;
        written = true;
    }

    @Override
    public void close() {
        if (controller != null) {
            controller.close();
        }
        outputs.close();
        journalEnd.close();
        appender.close();
    }
}
