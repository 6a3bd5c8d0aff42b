package io.rollcall.events.topics;

import java.util.Map;

/**
 * A topic of the catalogue as it stands in Kafka.
 *
 * @param topic its declaration
 * @param name its full name
 * @param partitions number of partitions; 0 when the topic does not exist
 * @param replicationFactor copies of its first partition; 0 when the topic does not exist
 * @param config the settings that a {@link TopicPlan} sets, as they are; empty when the topic does not exist
 */
public record TopicState(
        Topic<?> topic, String name, int partitions, int replicationFactor, Map<String, String> config) {

    /** Whether the topic exists. */
    public boolean exists() {
        return partitions > 0;
    }
}
