package io.rollcall.controller.app;

import static io.rollcall.controller.router.InputEvents.node;
import static io.rollcall.events.ChangeType.ADDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.controller.decider.CountingDecider;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostPositionsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void stateWithoutPositionsIsNotReadOnTopOf(@TempDir Path folder) {
        try (Cluster cluster = new Cluster(folder.resolve("broker"))) {
            cluster.createTopics("rollcall", JournalTime.APPENDED);
            ControllerConfig config = cluster.config("rollcall");
            try (ControllerApp app = ControllerApp.start(config, () -> new CountingDecider(LONG))) {
                cluster.append("rollcall", TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(cluster.read("rollcall", TopicCatalogue.STATUS))
                                .isNotEmpty());
            }
            cluster.forgetGroup("rollcall-decider");
            assertThatThrownBy(() -> ControllerApp.start(config))
                    .isInstanceOf(ControllerStartException.class)
                    .hasMessageContaining("rollcall-decider")
                    .hasMessageContaining("offsets.retention.minutes");
        }
    }
}
