package io.rollcall.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.cli.Run;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {

    @Test
    void topicsAreMissingThenCreatedThenThere(@TempDir Path folder) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            String server = "--bootstrap-server=" + broker.bootstrapServers();

            Run missing = Run.of("topics", "describe", server, "--prefix=east");
            assertThat(missing.status()).isEqualTo(1);
            assertThat(missing.out())
                    .filteredOn(line -> line.contains("missing"))
                    .hasSize(TopicCatalogue.all().size());

            Run plan = Run.of("topics", "create", server, "--prefix=east", "--dry-run");
            assertThat(plan.out())
                    .hasSize(TopicCatalogue.all().size())
                    .allMatch(line -> line.startsWith("would create "));
            assertThat(Run.of("topics", "describe", server, "--prefix=east").status())
                    .isEqualTo(1);

            Run created = Run.of("topics", "create", server, "--prefix=east", "--journal-partitions=2");
            assertThat(created.status()).isZero();
            assertThat(created.out()).contains("created east.journal, 2 partitions");

            Run again = Run.of("topics", "create", server, "--prefix=east", "--journal-partitions=3");
            assertThat(again.status()).isEqualTo(2);
            assertThat(again.err()).singleElement().asString().contains("east.journal", "2", "3");

            Run there = Run.of("topics", "describe", server, "--prefix=east", "--output=json");
            assertThat(there.status()).isZero();
            assertThat(there.json("topic"))
                    .extracting(topic -> topic.path("name").asText())
                    .containsExactlyElementsOf(TopicCatalogue.all().stream()
                            .map(topic -> "east." + topic.name())
                            .toList());
            JsonNode journal = there.json("topic").get(5);
            assertThat(journal.path("config").path("message.timestamp.type").asText())
                    .isEqualTo("LogAppendTime");
        }
    }
}
