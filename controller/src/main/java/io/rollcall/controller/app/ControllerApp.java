package io.rollcall.controller.app;

import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.decider.DeciderTopology;
import io.rollcall.controller.router.RouterTopology;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Router and Decider in this process. Instances with the same application id share the work by partition, and take over from one
 * another. Safe for threads.
 */
public final class ControllerApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerApp.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PROBE = Duration.ofMillis(20);

    private final StreamsPart router;
    private final StreamsPart decider;

    private ControllerApp(StreamsPart router, StreamsPart decider) {
        this.router = router;
        this.decider = decider;
    }

    /**
     * Starts both; they are at work when {@link #ready()} says so.
     *
     * @throws ControllerStartException when topics are missing, or have other partitions than they had, or Kafka does not answer
     */
    public static ControllerApp start(ControllerConfig config) {
        return start(config, () -> new Decider(config.rules(), config.deciderOptions()));
    }

    /**
     * Starts both with deciders of another kind, such as an auditor.
     *
     * @param deciders gives a decider that has seen nothing yet, for each start of a task
     * @throws ControllerStartException when topics are missing, or have other partitions than they had, or Kafka does not answer
     */
    public static ControllerApp start(ControllerConfig config, Supplier<JournalDecider> deciders) {
        TopicNames names = config.topics();
        StartChecks.JournalLayout journal = StartChecks.run(config);
        ChangedPartitions.check(config);
        AvroSerdes serdes = new AvroSerdes(AvroSerdes.client(config.registry()), config.autoRegister());
        // Where the producer gives the time of the journal, that is a history's: the wall clock has no say in it.
        boolean ticking = journal.time() == JournalTime.APPENDED;
        StreamsPart router =
                new StreamsPart("router", RouterTopology.build(names, serdes, journal.partitions()), config.router());
        StreamsPart decider = new StreamsPart(
                "decider", DeciderTopology.build(names, serdes, deciders, config.headers(), ticking), config.decider());
        ControllerApp app = new ControllerApp(router, decider);
        try {
            // Against the flow: who reads is there before who writes.
            decider.start();
            router.start();
            return app;
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }

    /** Whether both read and write: every partition given to this instance has its state. */
    public boolean ready() {
        return router.running() && decider.running();
    }

    /** What both are doing, one line. */
    public String state() {
        return router.state() + ", " + decider.state();
    }

    /** Both Streams applications by name, for whoever measures them; they belong to this object. */
    public Map<String, KafkaStreams> applications() {
        return new TreeMap<>(Map.of("router", router.application(), "decider", decider.application()));
    }

    /** Both topologies, for people. */
    public String topology() {
        return router.topology() + "\n" + decider.topology();
    }

    /**
     * Waits until {@link #ready()}.
     *
     * @throws ControllerStartException when it fails or is not ready in time
     */
    public void awaitReady(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready()) {
            Optional<ControllerFailure> failure = failure();
            if (failure.isPresent()) {
                throw new ControllerStartException(failure.get().message(), null);
            }
            if (System.nanoTime() > end) {
                throw new ControllerStartException(
                        "the controller was not ready within " + patience.toSeconds() + " s: " + router.state() + ", "
                                + decider.state() + "; see its log",
                        null);
            }
            try {
                Thread.sleep(PROBE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ControllerStartException("stopped while waiting for the controller", stopped);
            }
        }
    }

    /** Why one of both stopped for good, or works no more; empty while all is well, and when it is being closed. */
    public Optional<ControllerFailure> failure() {
        return parts().flatMap(part -> part.failure().stream()).findFirst();
    }

    private Stream<StreamsPart> parts() {
        return Stream.of(router, decider);
    }

    /** Stops both at the same time; returns after 20 s at the latest. */
    @Override
    public void close() {
        parts().forEach(StreamsPart::closes);
        List<Thread> ends = parts().map(ControllerApp::closing).toList();
        try {
            for (Thread end : ends) {
                end.join();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread closing(StreamsPart part) {
        return Thread.ofPlatform().daemon().name("closing-" + part.name()).start(() -> {
            if (!part.close(CLOSE_PATIENCE)) {
                LOG.warn(
                        "{} did not stop within {} s; what it had not committed is done again at the next start",
                        part.state(),
                        CLOSE_PATIENCE.toSeconds());
            }
        });
    }
}
