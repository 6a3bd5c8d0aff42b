package io.rollcall.events.topics;

/** By which number of a {@link TopicPlan} a topic is partitioned, and which form of compression it takes. */
public enum Partitions {
    /** Written by sources and the actuator: as the producer compressed it (none or gzip, which every client reads). */
    INPUT("producer"),
    /** The one input of the Deciders: one task a partition. Not compressed, because it is on the way of each decision. */
    JOURNAL("uncompressed"),
    /** Written by Router and Decider. Not compressed, so that every client can read it. */
    OUTPUT("uncompressed");

    private final String compression;

    Partitions(String compression) {
        this.compression = compression;
    }

    /** The value of Kafka's {@code compression.type}. */
    public String compression() {
        return compression;
    }
}
