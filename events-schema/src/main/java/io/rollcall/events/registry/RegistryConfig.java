package io.rollcall.events.registry;

import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.Settings;
import java.util.Optional;

/**
 * Where a registry listens and where it keeps its schemas.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param kafka settings of its Kafka clients, the brokers among them
 * @param topic full name of the topic, created compacted with one partition when it is missing
 * @param copies copies of the topic when it is created; empty leaves it to the brokers' default
 */
public record RegistryConfig(String host, int port, ClientSettings kafka, String topic, Optional<Short> copies) {
    /** Name of the topic when nobody names one; the same as Confluent's. */
    public static final String DEFAULT_TOPIC = "_schemas";

    private static final String LOOPBACK = "127.0.0.1";

    /** On 127.0.0.1 with the default topic; port 0 for a free one. */
    public static RegistryConfig local(String bootstrapServers, int port) {
        return new RegistryConfig(
                LOOPBACK, port, ClientSettings.kafka(bootstrapServers), DEFAULT_TOPIC, Optional.empty());
    }

    /** As {@link RegistrySettings} say. */
    public static RegistryConfig of(Settings settings) {
        int copies = settings.number(RegistrySettings.REPLICATION_FACTOR);
        return new RegistryConfig(
                settings.text(RegistrySettings.HOST),
                settings.number(RegistrySettings.PORT),
                settings.kafka(),
                settings.text(RegistrySettings.TOPIC),
                copies < 0 ? Optional.empty() : Optional.of((short) copies));
    }

    /** The same with another topic. */
    public RegistryConfig withTopic(String name) {
        return new RegistryConfig(host, port, kafka, name, copies);
    }
}
