package io.rollcall.controller.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.controller.decider.CountingDecider;
import io.rollcall.controller.decider.DeciderTopology;
import io.rollcall.controller.router.RouterTopology;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * The topologies as they are described in src/test/resources/topology. A changed name of a store or a processor means state that is not
 * found again after an upgrade, so a difference must be meant.
 */
class GoldenTopologyTest {
    private static final String RENEW = "rollcall.golden.write";

    private final AvroSerdes serdes = new AvroSerdes(new MockSchemaRegistryClient());

    @Test
    void theRouter() throws IOException {
        check("router", RouterTopology.build(TopicNames.standard(), serdes, 3));
    }

    @Test
    void theDecider() throws IOException {
        check(
                "decider",
                DeciderTopology.build(
                        TopicNames.standard(),
                        serdes,
                        () -> new CountingDecider(Duration.ofSeconds(1)),
                        CloudEventHeaders.none(),
                        true));
    }

    private static void check(String name, Topology topology) throws IOException {
        Path golden = Path.of("src/test/resources/topology", name + ".txt");
        String described = topology.describe().toString();
        if (Boolean.getBoolean(RENEW)) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, described);
        }
        assertThat(described)
                .as(
                        "the topology is not the one in %s; if that is meant, renew it: mvn -pl controller test"
                                + " -Dtest=GoldenTopologyTest -D%s=true",
                        golden, RENEW)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
