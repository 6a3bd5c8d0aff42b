package io.rollcall.projector.log;

import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.JournalHeader;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.projector.projection.LogBatch;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.LogRecord;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every topic of the catalogue, committed records only, from given positions on: all partitions, or those that a consumer group
 * gives it. Keeps no offsets in Kafka.
 *
 * <p>One thread, but for {@link #wakeup}. After an exception of {@link #poll} it must be opened again.
 */
public final class LogReader implements AutoCloseable {

    /** The topics that are read: all but what the simulated cluster keeps for itself, of which nothing is shown. */
    public static final List<Topic<?>> TOPICS = TopicCatalogue.all().stream()
            .filter(topic -> topic != TopicCatalogue.CLUSTER_OBJECTS)
            .toList();

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final int BATCH = 2_000;
    private static final Duration ENDS_AGE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicNames names;
    private final @Nullable String group;
    private final Map<String, Topic<?>> topics = new TreeMap<>();
    private final Map<String, SafeDeserializer<?>> values = new TreeMap<>();
    private List<TopicPartition> all = List.of();
    private Map<TopicPartition, Long> beginnings = Map.of();
    private Map<TopicPartition, Long> ends = Map.of();
    private long endsAt;
    private double fetches;
    private long fetchedAt = System.nanoTime();

    /**
     * @param kafka settings of the client, with bootstrap.servers
     * @param group consumer group to share the partitions with; null to read all of them alone
     */
    public LogReader(Map<String, Object> kafka, AvroSerdes serdes, TopicNames names, @Nullable String group) {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        if (group != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        this.group = group;
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.names = names;
        for (Topic<?> topic : TOPICS) {
            topics.put(names.of(topic), topic);
            values.put(names.of(topic), serdes.safe(topic));
        }
    }

    /** Who knows where reading goes on. */
    public interface Positions {

        /** Takes partitions over. The next offset of each partition, others included, that was read before. */
        SortedMap<LogPartition, Long> takeOver(Collection<LogPartition> partitions) throws SQLException;
    }

    /**
     * Starts reading, partitions without a position from their beginning. In a group it learns from {@link #poll} which partitions it
     * gets, and takes them over then: nobody else moves them on any more.
     *
     * @throws TopicsMissingException when topics are not there yet
     * @throws OtherLogException when the log ends before a position: it is not the one that was read before
     */
    public void open(SortedMap<LogPartition, Long> known, Positions positions) throws SQLException {
        List<TopicPartition> partitions = partitions();
        // Also of partitions that others will get: whoever sees it first, sees that the log is another one.
        requireSameLog(partitions, known);
        all = partitions;
        beginnings = consumer.beginningOffsets(partitions);
        fetchedAt = System.nanoTime();
        if (group == null) {
            consumer.assign(partitions);
            seek(partitions, positions);
            return;
        }
        consumer.subscribe(topics.keySet(), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                LOG.info("Reading {} of the log's partitions more", assigned.size());
                try {
                    seek(List.copyOf(assigned), positions);
                } catch (SQLException e) {
                    throw new PositionsUnreadableException(e);
                }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                LOG.info("Reading {} of the log's partitions less", revoked.size());
            }
        });
    }

    private void requireSameLog(List<TopicPartition> partitions, SortedMap<LogPartition, Long> positions) {
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        ends = end;
        endsAt = System.nanoTime();
        for (TopicPartition partition : partitions) {
            Long position = position(positions, partition);
            if (position != null && position > end.getOrDefault(partition, 0L)) {
                throw new OtherLogException(partition + " ends at " + end.get(partition) + ", but was read up to "
                        + position + " before: the topic was made anew");
            }
        }
    }

    private static @Nullable Long position(SortedMap<LogPartition, Long> positions, TopicPartition partition) {
        return positions.get(new LogPartition(partition.topic(), partition.partition()));
    }

    private void seek(List<TopicPartition> partitions, Positions positions) throws SQLException {
        if (partitions.isEmpty()) {
            return;
        }
        SortedMap<LogPartition, Long> known = positions.takeOver(partitions.stream()
                .map(partition -> new LogPartition(partition.topic(), partition.partition()))
                .toList());
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        // The consumer takes the last offset that it asked for as the partition's end, a beginning too, and counts its
        // lag from there.
        consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            Long position = position(known, partition);
            long beginning = first.getOrDefault(partition, 0L);
            if (position == null) {
                consumer.seek(partition, beginning);
                continue;
            }
            if (position < beginning) {
                LOG.warn(
                        "{} was read up to {} and begins at {}: what was between is lost",
                        partition,
                        position,
                        beginning);
            }
            consumer.seek(partition, Math.max(position, beginning));
        }
    }

    /** Whether this reader has a partition now. */
    public boolean reads(LogPartition partition) {
        return consumer.assignment().contains(new TopicPartition(partition.topic(), partition.partition()));
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Map<String, List<PartitionInfo>> there = consumer.listTopics();
        for (String topic : topics.keySet()) {
            List<PartitionInfo> found = there.getOrDefault(topic, List.of());
            if (found.isEmpty()) {
                missing.add(topic);
            }
            found.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        if (!missing.isEmpty()) {
            throw new TopicsMissingException("topics are missing: " + String.join(", ", missing)
                    + "; create them, or correct the topic prefix " + names.prefix());
        }
        return partitions;
    }

    /**
     * The next records; none when nothing came in time.
     *
     * @throws io.rollcall.events.serde.RegistryUnavailableException when values cannot be decoded for want of the registry
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup}
     */
    public LogBatch poll(Duration longest) {
        List<LogRecord> records = new ArrayList<>();
        SortedMap<LogPartition, Long> next = new TreeMap<>();
        var polled = consumer.poll(longest);
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            records.add(record(record));
        }
        polled.nextOffsets()
                .forEach((partition, offset) ->
                        next.put(new LogPartition(partition.topic(), partition.partition()), offset.offset()));
        return new LogBatch(records, next);
    }

    private LogRecord record(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        Topic<?> topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalStateException("a record of " + record.topic() + " was not asked for");
        }
        return new LogRecord(
                topic,
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                payload(record));
    }

    private LogRecord.Payload payload(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] bytes = record.value();
        SafeDeserializer<?> deserializer = values.get(record.topic());
        if (bytes == null || deserializer == null) {
            return new LogRecord.Tombstone(JournalHeader.read(record.headers()).orElse(null));
        }
        Decoded<?> decoded = deserializer.decode(record.topic(), bytes);
        return switch (decoded) {
            case Decoded.Value<?> value -> new LogRecord.Value(value.value());
            case Decoded.Fault<?> fault ->
                new LogRecord.Unreadable(fault.code().name(), fault.message(), fault.schemaId());
        };
    }

    /**
     * How many records are still to be read; empty while that is not known. In a group the partitions of the others count: the view is as
     * far behind as all of them.
     *
     * @param positions what is to be read next of each partition, whoever reads it; asked for in a group only
     * @throws org.apache.kafka.common.errors.TimeoutException when the brokers do not say where the log ends
     */
    public OptionalLong lag(SortedMap<LogPartition, Long> positions) {
        return group == null ? ownLag() : lagOfAll(positions);
    }

    private OptionalLong lagOfAll(SortedMap<LogPartition, Long> positions) {
        if (System.nanoTime() - endsAt >= ENDS_AGE.toNanos()) {
            ends = consumer.endOffsets(all, PATIENCE);
            endsAt = System.nanoTime();
        }
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            Long position = position(positions, end.getKey());
            long next = position == null ? beginnings.getOrDefault(end.getKey(), 0L) : position;
            sum += Math.max(0, end.getValue() - next);
        }
        return OptionalLong.of(sum);
    }

    /**
     * For how long no broker has answered a fetch; what {@link #lag} said before is worth no more than that. An idle log is fetched twice a
     * second. Meant to be asked after each {@link #poll}.
     */
    public Duration silence() {
        double answered = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("fetch-total")
                        && metric.metricName().group().equals("consumer-fetch-manager-metrics"))
                .mapToDouble(metric -> metric.metricValue() instanceof Double total ? total : 0)
                .sum();
        if (answered != fetches || consumer.assignment().isEmpty()) {
            fetches = answered;
            fetchedAt = System.nanoTime();
        }
        return Duration.ofNanos(System.nanoTime() - fetchedAt);
    }

    private OptionalLong ownLag() {
        if (consumer.assignment().isEmpty()) {
            return OptionalLong.empty();
        }
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                return lag;
            }
            sum += lag.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    /** Makes a {@link #poll} of another thread end. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        values.values().forEach(SafeDeserializer::close);
    }
}
