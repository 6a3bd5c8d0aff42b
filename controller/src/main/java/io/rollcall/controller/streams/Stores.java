package io.rollcall.controller.streams;

import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Cleanup;
import io.rollcall.events.topics.Partitions;
import io.rollcall.events.topics.Retention;
import io.rollcall.events.topics.Topic;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** State stores of Avro rows under text keys: in memory, with a changelog, without a cache. */
public final class Stores {

    /**
     * Twice what the journal takes: a row has what one record of the journal said, a template at most, and a little beside it.
     */
    public static final int LARGEST_ROW = 8 * 1_048_576;

    private Stores() {}

    /** A store with this name, which is also the middle of its changelog's. */
    public static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> rows(
            String name, Class<V> row, AvroSerdes serdes) {
        Topic<V> changelog =
                new Topic<>(name, row, Cleanup.COMPACT, Retention.FOREVER, Partitions.OUTPUT, "", "", LARGEST_ROW);
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name),
                        Serdes.String(),
                        serdes.serde(changelog))
                .withCachingDisabled()
                .withLoggingEnabled(
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(changelog.maxMessageBytes())));
    }
}
