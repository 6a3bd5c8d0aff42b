package io.rollcall.cli.audit;

import io.rollcall.cli.console.UserException;
import io.rollcall.controller.verification.BrokenLogException;
import io.rollcall.controller.verification.RecordedLog;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.Cleanup;
import io.rollcall.events.topics.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One reading of the log with one consumer. Partitions are read as they are asked for; of each at most what one fetch brought waits in
 * memory. For one thread.
 */
final class KafkaPass implements RecordedLog.Pass {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern PLACE = Pattern.compile("partition (\\S+)-(\\d+) at offset (\\d+)");

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new LinkedHashMap<>();
    private final OptionalLong decided;
    private final TopicPartition journal;
    private final Map<TopicPartition, Topic<?>> outputs;

    /**
     * @param ends up to where each partition is read
     * @throws UserException when the beginning of the log is gone
     */
    KafkaPass(
            ClientSettings kafka,
            TopicPartition journal,
            Map<TopicPartition, Topic<?>> outputs,
            OptionalLong decided,
            Map<TopicPartition, Long> ends) {
        this.ends = ends;
        this.decided = decided;
        this.journal = journal;
        this.outputs = outputs;
        ends.keySet().forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "none",
                        "max.poll.records",
                        "2000")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            requireBeginnings();
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** What began later cannot be decided upon again, or has lost decisions. */
    private void requireBeginnings() {
        List<TopicPartition> whole = new ArrayList<>(List.of(journal));
        outputs.forEach((partition, topic) -> {
            if (topic.cleanup() == Cleanup.KEEP) {
                whole.add(partition);
            }
        });
        consumer.beginningOffsets(whole).forEach((partition, beginning) -> {
            if (beginning > 0) {
                throw new UserException(partition + " begins at " + beginning
                        + ": what stood before is gone, and with it what decisions were made from; its retention.ms has to"
                        + " be -1");
            }
        });
    }

    @Override
    public OptionalLong decidedUpTo() {
        return decided;
    }

    @Override
    public Iterator<ConsumerRecord<byte[], byte[]>> journal() {
        return new Records(journal);
    }

    @Override
    public List<RecordedLog.OutputPartition> outputs() {
        List<RecordedLog.OutputPartition> all = new ArrayList<>();
        outputs.forEach((partition, topic) -> all.add(new RecordedLog.OutputPartition(topic, new Records(partition))));
        return all;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** The records of one partition. */
    private final class Records implements Iterator<ConsumerRecord<byte[], byte[]>> {

        private final TopicPartition partition;
        private final Deque<ConsumerRecord<byte[], byte[]>> ready;

        Records(TopicPartition partition) {
            this.partition = partition;
            this.ready = waiting.getOrDefault(partition, new ArrayDeque<>());
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !finished(partition)) {
                fetch(partition);
            }
            return !ready.isEmpty();
        }

        @Override
        public ConsumerRecord<byte[], byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException(partition + " has been read");
            }
            return ready.remove();
        }
    }

    private boolean finished(TopicPartition partition) {
        return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
    }

    private void fetch(TopicPartition wanted) {
        Collection<TopicPartition> hungry = waiting.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty() && !finished(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        consumer.pause(waiting.keySet());
        consumer.resume(hungry);
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    waiting.getOrDefault(partition, new ArrayDeque<>()).add(record);
                }
            }
        } catch (ApiException e) {
            throw new UserException("the log cannot be read: " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw broken(wanted, e);
        }
    }

    private BrokenLogException broken(TopicPartition wanted, KafkaException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            Matcher place = PLACE.matcher(String.valueOf(cause.getMessage()));
            if (place.find()) {
                return new BrokenLogException(
                        new SourcePosition(
                                place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3))),
                        "bytes whose checksum is wrong",
                        e);
            }
        }
        return new BrokenLogException(
                new SourcePosition(wanted.topic(), wanted.partition(), consumer.position(wanted)),
                "bytes that cannot be read: " + e.getMessage(),
                e);
    }
}
