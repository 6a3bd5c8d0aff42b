package io.rollcall.controller.app;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
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
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile boolean faultOfTheCode;

    StreamsPart(String name, Topology topology, Properties properties) {
        this.name = name;
        this.topology = topology.describe().toString();
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(this::failed);
    }

    void start() {
        streams.start();
    }

    boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Started or about to, and not ended. */
    boolean alive() {
        return failure.get() == null && !streams.state().hasStartedOrFinishedShuttingDown();
    }

    KafkaStreams application() {
        return streams;
    }

    String topology() {
        return "# " + name + "\n" + topology;
    }

    boolean faultOfTheCode() {
        return faultOfTheCode;
    }

    String state() {
        return name + " " + streams.state();
    }

    /** Why it stopped for good. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Stops it, gives its work to other instances at once, and says whether that was done in time. */
    boolean close(Duration patience) {
        return streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(patience));
    }

    private StreamThreadExceptionResponse failed(Throwable thrown) {
        ErrorTable.Verdict verdict = ErrorTable.verdict(thrown);
        return switch (verdict.response()) {
            case FATAL -> {
                faultOfTheCode |= verdict.faultOfTheCode();
                failure.compareAndSet(null, name + ": " + verdict.message());
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
