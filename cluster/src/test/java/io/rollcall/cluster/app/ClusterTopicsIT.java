package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.NodeEvent;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.cloudevents.CloudEvents;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("what a simulated cluster writes into its topics beside its objects")
class ClusterTopicsIT {

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @Test
    @DisplayName("every record of an event topic carries the headers of CloudEvents, or none when they are not wanted")
    void cloudEvents() {
        TopicNames names = kafka.topics("cloudevents", 1);
        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            app.ensureNodes(2);
        }
        CloudEvents events = new CloudEvents(names);
        for (Topic<?> topic :
                List.of(TopicCatalogue.NODE_EVENTS, TopicCatalogue.POD_EVENTS, TopicCatalogue.CLUSTER_OBJECTS)) {
            assertThat(kafka.read(names, topic))
                    .isNotEmpty()
                    .allSatisfy(read -> assertThat(read.headers())
                            .isEqualTo(CloudEventHeaders.texts(events, read.value()))
                            .containsKeys("ce_id", "content-type"));
        }
        TopicNames plain = kafka.topics("plain", 1);
        SimulatedClusterApp.start(kafka.config(plain).withCloudEvents(false)).close();
        assertThat(kafka.read(plain, TopicCatalogue.NODE_EVENTS))
                .isNotEmpty()
                .allSatisfy(read -> assertThat(read.headers()).isEmpty());
    }

    @Test
    @DisplayName("after each start barriers of a new epoch stand in every partition of the four kinds")
    void barriers() {
        TopicNames names = kafka.topics("barriers", 2);
        for (int start = 0; start < 2; start++) {
            SimulatedClusterApp.start(kafka.config(names)).close();
        }

        List<Kafka.Read<NodeEvent>> nodes = kafka.read(names, TopicCatalogue.NODE_EVENTS);
        assertThat(nodes).hasSize(4).allSatisfy(read -> {
            assertThat(read.key()).isEqualTo("barrier");
            SourceSynced synced = (SourceSynced) read.value().getBody();
            assertThat(synced.getPartition()).isEqualTo(read.partition());
            assertThat(synced.getOf()).isEqualTo(2);
        });
        assertThat(nodes.stream()
                        .map(read -> ((SourceSynced) read.value().getBody()).getEpoch())
                        .distinct())
                .hasSize(2);
        assertThat(kafka.read(names, TopicCatalogue.POD_EVENTS)).hasSize(4);
        assertThat(kafka.read(names, TopicCatalogue.DAEMON_SET_EVENTS)).hasSize(4);
        assertThat(kafka.read(names, TopicCatalogue.CONTROLLER_REVISION_EVENTS)).hasSize(4);
    }
}
