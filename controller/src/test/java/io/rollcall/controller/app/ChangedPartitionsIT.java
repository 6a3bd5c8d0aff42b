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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedPartitionsIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    @DisplayName(
            "partitions that were added to the journal or to an input after there was state keep a controller from its start")
    void added() {
        try (Cluster cluster = new Cluster(folder.resolve("broker"))) {
            for (String prefix : new String[] {"journal", "input"}) {
                cluster.createTopics(prefix, JournalTime.APPENDED);
                ControllerConfig config = cluster.config(prefix);
                for (int start = 0; start < 2; start++) {
                    try (ControllerApp app = ControllerApp.start(config, () -> new CountingDecider(LONG))) {
                        app.awaitReady(LONG);
                        cluster.append(prefix, TopicCatalogue.NODE_EVENTS, "n1", node(ADDED, "n1", "u1", 1));
                        await().atMost(LONG)
                                .untilAsserted(() -> assertThat(cluster.read(prefix, TopicCatalogue.STATUS))
                                        .isNotEmpty());
                    }
                }
            }
            cluster.addPartitions("journal", TopicCatalogue.JOURNAL, 5);
            assertThatThrownBy(() -> ControllerApp.start(cluster.config("journal")))
                    .isInstanceOf(ControllerStartException.class)
                    .hasMessage("topic journal.journal has 5 partitions, but the state in"
                            + " journal-decider-progress-changelog is of 3: partitions cannot be changed; give the new"
                            + " number of them another topic.prefix");
            cluster.addPartitions("input", TopicCatalogue.POD_EVENTS, 4);
            assertThatThrownBy(() -> ControllerApp.start(cluster.config("input")))
                    .isInstanceOf(ControllerStartException.class)
                    .hasMessageStartingWith(
                            "topic input.pod-events has 4 partitions, but the state in input-router-sightings-changelog is of 2");
        }
    }
}
