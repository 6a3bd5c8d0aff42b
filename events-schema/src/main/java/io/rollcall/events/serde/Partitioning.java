package io.rollcall.events.serde;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where a record with a key goes when nobody names a partition. */
public final class Partitioning {
    private Partitioning() {}

    /**
     * The partition that Kafka's own producer picks for a UTF-8 key: murmur2, positive, modulo.
     *
     * @param partitions number of partitions, at least one
     */
    public static int partitionFor(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
