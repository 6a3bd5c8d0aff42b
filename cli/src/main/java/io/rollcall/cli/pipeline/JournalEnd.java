package io.rollcall.cli.pipeline;

import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the committed journal to learn where its last record stands; the marks of transactions behind it are none. For one thread. */
final class JournalEnd implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final TopicPartition journal;
    private final CommittedEnds ends;
    private final Consumer<byte[], byte[]> consumer;
    private long end;

    JournalEnd(String bootstrapServers, Admin admin, TopicNames names) {
        this.journal = new TopicPartition(names.of(TopicCatalogue.JOURNAL), 0);
        this.ends = new CommittedEnds(admin, List.of(journal));
        this.consumer = new KafkaConsumer<>(
                ReaderSettings.of(bootstrapServers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(journal));
        consumer.seekToBeginning(List.of(journal));
    }

    /** The offset behind the last record, once Router and Decider are at rest; empty when there is none. */
    Map<TopicPartition, Long> read() {
        long target = ends.await().getOrDefault(journal, 0L);
        while (consumer.position(journal) < target) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                end = record.offset() + 1;
            }
        }
        return end == 0 ? Map.of() : Map.of(journal, end);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
