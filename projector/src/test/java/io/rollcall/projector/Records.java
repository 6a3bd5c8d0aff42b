package io.rollcall.projector;

import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.projector.projection.LogBatch;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A log in memory: records get the next offset of their topic, of partition 0 unless said otherwise, and a second more each. */
public final class Records {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final Map<LogPartition, Long> next = new TreeMap<>();
    private final List<LogRecord> pending = new ArrayList<>();
    private Instant time = START;
    private int partition;

    /** The next records have this time on. */
    public Records at(Instant instant) {
        time = instant;
        return this;
    }

    /** The next records go to this partition of their topics. */
    public Records in(int number) {
        partition = number;
        return this;
    }

    public Records add(Topic<?> topic, String key, SpecificRecord value) {
        return append(topic, key, new LogRecord.Value(value));
    }

    public Records tombstone(Topic<?> topic, String key) {
        return append(topic, key, new LogRecord.Tombstone(null));
    }

    public Records unreadable(Topic<?> topic, String code, String message) {
        return append(topic, null, new LogRecord.Unreadable(code, message, null));
    }

    private Records append(Topic<?> topic, @Nullable String key, LogRecord.Payload payload) {
        String name = TopicNames.standard().of(topic);
        long offset = next.merge(new LogPartition(name, partition), 1L, Long::sum) - 1;
        pending.add(new LogRecord(topic, name, partition, offset, time, key, payload));
        time = time.plusSeconds(1);
        return this;
    }

    /** Offset of the record added last to a topic's partition. */
    public long lastOffset(Topic<?> topic) {
        return next.getOrDefault(new LogPartition(TopicNames.standard().of(topic), partition), 0L) - 1;
    }

    /** The records since the last batch. */
    public LogBatch batch() {
        SortedMap<LogPartition, Long> offsets = new TreeMap<>();
        for (LogRecord record : pending) {
            offsets.put(new LogPartition(record.topicName(), record.partition()), record.offset() + 1);
        }
        LogBatch batch = new LogBatch(pending, offsets);
        pending.clear();
        return batch;
    }
}
