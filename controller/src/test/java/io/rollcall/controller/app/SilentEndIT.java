package io.rollcall.controller.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.controller.decider.CountingDecider;
import io.rollcall.events.topics.JournalTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams ends, or a thread of it, and no failure was told: the controller must not seem to live. */
class SilentEndIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = new Cluster(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ControllerApp controller(String prefix) {
        cluster.createTopics(prefix, JournalTime.APPENDED);
        ControllerApp app = ControllerApp.start(cluster.config(prefix), () -> new CountingDecider(Duration.ofDays(1)));
        app.awaitReady(LONG);
        return app;
    }

    private static KafkaStreams part(ControllerApp app, String name) {
        return Objects.requireNonNull(app.applications().get(name));
    }

    @Test
    @DisplayName("a Streams application that has ended without a word is a failure, with a line that says what to do")
    void endedInSilence() {
        ControllerApp app = controller("ended");
        try (app) {
            assertThat(app.failure()).isEmpty();
            assertThat(part(app, "decider").close(LONG)).isTrue();
            assertThat(app.failure().orElseThrow())
                    .isEqualTo(new ControllerFailure(
                            "decider: Kafka Streams is NOT_RUNNING and no failure was told; the lines before say more,"
                                    + " start the controller again",
                            false));
            assertThat(app.ready()).isFalse();
        }
        // Closed because somebody wanted it: the other part's end is none.
        assertThat(app.failure()).isEmpty();
    }

    @Test
    @DisplayName("a thread that is gone and was not replaced is a failure, though Kafka Streams says that it runs")
    void aThreadIsGone() {
        try (ControllerApp app = controller("thread")) {
            int threads = part(app, "router").metadataForLocalThreads().size();
            assertThat(part(app, "router").removeStreamThread(LONG)).isPresent();
            await().atMost(LONG).until(() -> app.failure().isPresent());
            assertThat(app.failure().orElseThrow().message())
                    .startsWith("router: of " + threads + " threads of Kafka Streams " + (threads - 1) + " are left");
        }
    }
}
