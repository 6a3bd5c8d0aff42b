package io.rollcall.events.registry;

/**
 * Where a registry listens and where it keeps its schemas.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param bootstrapServers the Kafka cluster that holds the topic
 * @param topic full name of the topic, created compacted with one partition when it is missing
 */
public record RegistryConfig(String host, int port, String bootstrapServers, String topic) {
    /** Name of the topic when nobody names one; the same as Confluent's. */
    public static final String DEFAULT_TOPIC = "_schemas";

    private static final String LOOPBACK = "127.0.0.1";

    /** On 127.0.0.1 with the default topic; port 0 for a free one. */
    public static RegistryConfig local(String bootstrapServers, int port) {
        return new RegistryConfig(LOOPBACK, port, bootstrapServers, DEFAULT_TOPIC);
    }

    /** The same with another topic. */
    public RegistryConfig withTopic(String name) {
        return new RegistryConfig(host, port, bootstrapServers, name);
    }
}
