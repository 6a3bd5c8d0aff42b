package io.rollcall.events.topics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the topics of one cluster are laid out when they are created.
 *
 * @param inputPartitions partitions of each input topic
 * @param journalPartitions partitions of the journal: the number of Decider tasks, fixed for the journal's life
 * @param outputPartitions partitions of each output topic
 * @param replicationFactor copies of each partition; -1 leaves it to the brokers' default
 * @param journalTime whose time the journal's records carry
 */
public record TopicPlan(
        int inputPartitions,
        int journalPartitions,
        int outputPartitions,
        short replicationFactor,
        JournalTime journalTime) {

    public TopicPlan {
        if (inputPartitions < 1 || journalPartitions < 1 || outputPartitions < 1) {
            throw new IllegalArgumentException("each topic needs at least one partition, not input " + inputPartitions
                    + ", journal " + journalPartitions + ", output " + outputPartitions);
        }
        if (replicationFactor != -1 && replicationFactor < 1) {
            throw new IllegalArgumentException(
                    "replication factor is at least 1, or -1 for the brokers' default, not " + replicationFactor);
        }
    }

    /** One partition and one copy of everything, so that the whole log has one order. */
    public static TopicPlan single(JournalTime journalTime) {
        return new TopicPlan(1, 1, 1, (short) 1, journalTime);
    }

    /** Partitions of a topic under this plan. */
    public int partitions(Topic<?> topic) {
        return switch (topic.partitions()) {
            case INPUT -> inputPartitions;
            case JOURNAL -> journalPartitions;
            case OUTPUT -> outputPartitions;
        };
    }

    /** Kafka's settings of a topic under this plan, in a fixed order. */
    public Map<String, String> config(Topic<?> topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("cleanup.policy", topic.cleanup().policy());
        config.put("retention.ms", String.valueOf(topic.retention().millis()));
        config.put("max.message.bytes", String.valueOf(topic.maxMessageBytes()));
        config.put("compression.type", topic.partitions().compression());
        config.put(
                "message.timestamp.type",
                topic.partitions() == Partitions.JOURNAL ? journalTime.type() : JournalTime.GIVEN.type());
        return config;
    }
}
