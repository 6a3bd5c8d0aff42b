package io.rollcall.controller.streams;

import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Kafka's test driver with a start time. */
public final class StreamsTestDriver {

    private StreamsTestDriver() {}

    public static TopologyTestDriver of(Topology topology, Instant start) {
        return of(topology, start, Map.of());
    }

    /** With these settings of Kafka Streams. */
    public static TopologyTestDriver of(Topology topology, Instant start, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        properties.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "DEBUG");
        return new TopologyTestDriver(topology, properties, start);
    }
}
