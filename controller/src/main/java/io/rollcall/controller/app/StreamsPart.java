package io.rollcall.controller.app;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Streams application with its name, its faults and its end. Safe for threads. */
final class StreamsPart {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerApp.class);

    /** A fault that comes again at once must not make a loop without rest. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final String name;
    private final KafkaStreams streams;
    private final String topology;
    private final int threads;
    private final AtomicReference<@Nullable ControllerFailure> failure = new AtomicReference<>();
    private volatile boolean closing;

    StreamsPart(String name, Topology topology, Properties properties) {
        this.name = name;
        this.topology = topology.describe().toString();
        this.threads = new StreamsConfig(properties).getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(this::failed);
    }

    String name() {
        return name;
    }

    void start() {
        streams.start();
    }

    boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    KafkaStreams application() {
        return streams;
    }

    String topology() {
        return "# " + name + "\n" + topology;
    }

    String state() {
        return name + " " + streams.state();
    }

    /**
     * Why it stopped for good, or works no more: what a thread failed of; or that Kafka Streams has ended, or one of its threads has and was
     * not replaced, though nobody was told why. Empty while it is being closed for another reason.
     */
    Optional<ControllerFailure> failure() {
        ControllerFailure noted = failure.get();
        if (noted != null) {
            return Optional.of(noted);
        }
        return closing ? Optional.empty() : endedInSilence();
    }

    private Optional<ControllerFailure> endedInSilence() {
        KafkaStreams.State state = streams.state();
        if (state.hasStartedOrFinishedShuttingDown()) {
            return Optional.of(unexplained("Kafka Streams is " + state));
        }
        // A thread that fails is replaced before it is gone, unless its successor cannot be made.
        int alive = streams.metadataForLocalThreads().size();
        return alive < threads
                ? Optional.of(unexplained("of " + threads + " threads of Kafka Streams " + alive + " are left"))
                : Optional.empty();
    }

    private ControllerFailure unexplained(String what) {
        return new ControllerFailure(
                name + ": " + what + " and no failure was told; the lines before say more, start the controller again",
                false);
    }

    /** From here on its end is no failure. */
    void closes() {
        closing = true;
    }

    /** Stops it, gives its work to other instances at once, and says whether that was done in time. */
    boolean close(Duration patience) {
        closes();
        return streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(patience));
    }

    private StreamThreadExceptionResponse failed(Throwable thrown) {
        ErrorTable.Verdict verdict = ErrorTable.verdict(thrown);
        return switch (verdict.response()) {
            case FATAL -> {
                failure.compareAndSet(
                        null, new ControllerFailure(name + ": " + verdict.message(), verdict.faultOfTheCode()));
                if (verdict.faultOfTheCode()) {
                    LOG.error("{} stops: {}", name, verdict.message(), thrown);
                } else {
                    LOG.error("{} stops: {}", name, verdict.message());
                }
                yield StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
            case REPLACE_THREAD -> {
                LOG.warn("{} goes on with a new thread: {}", name, verdict.message());
                LOG.debug("{} failed", name, thrown);
                rest();
                yield StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        };
    }

    private static void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
