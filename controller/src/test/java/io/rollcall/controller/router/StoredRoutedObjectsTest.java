package io.rollcall.controller.router;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.rollcall.controller.streams.StreamsTestDriver;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicNames;
import java.time.Instant;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;

class StoredRoutedObjectsTest extends RoutedObjectsContract {

    private final TopologyTestDriver driver = StreamsTestDriver.of(
            RouterTopology.build(TopicNames.standard(), new AvroSerdes(new MockSchemaRegistryClient()), 1),
            Instant.EPOCH);

    @AfterEach
    void close() {
        driver.close();
    }

    @Override
    RoutedObjects memory() {
        return new StoredRoutedObjects(
                driver.getKeyValueStore(RouterTopology.OBJECTS),
                driver.getKeyValueStore(RouterTopology.SIGHTINGS),
                driver.getKeyValueStore(RouterTopology.GONE),
                driver.getKeyValueStore(RouterTopology.RELISTS));
    }
}
