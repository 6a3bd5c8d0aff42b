package io.rollcall.cluster.app;

import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClusterObject;
import io.rollcall.events.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Writes what happened, the answers, and the place in the inputs, all in one transaction or not at all. For one thread. */
final class ClusterOutputs implements AutoCloseable {

    private final Codecs codecs;
    private final Producer<String, byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final List<ProducerRecord<String, byte[]>> waiting = new ArrayList<>();

    private final Duration timeout;

    private ClusterOutputs(Codecs codecs, Producer<String, byte[]> producer, String group, Duration timeout) {
        this.codecs = codecs;
        this.producer = producer;
        this.group = new ConsumerGroupMetadata(group);
        this.timeout = timeout;
    }

    /** Takes over from whoever wrote under this identity before; what it had not committed is undone. */
    static ClusterOutputs open(SimulatedClusterConfig config, Codecs codecs) {
        Producer<String, byte[]> producer = Clients.producer(config);
        try {
            producer.initTransactions();
            return new ClusterOutputs(codecs, producer, config.identity(), Clients.transactionTimeout(config));
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** To be written with the next commit. Of an object in a compacted topic a tombstone ends the life. */
    void add(ClusterEvent event) {
        if (event.value() instanceof ClusterObject other && other.getChange() == ChangeType.DELETED) {
            add(event.topic(), null, other.getSource(), other);
            waiting.add(new ProducerRecord<>(codecs.names().of(event.topic()), event.key(), null));
            return;
        }
        add(event.topic(), null, event.key(), event.value());
    }

    /** To be written with the next commit, to this partition or, when it is null, to the key's. */
    void add(Topic<?> topic, @Nullable Integer partition, String key, SpecificRecord value) {
        waiting.add(new ProducerRecord<>(
                codecs.names().of(topic), partition, key, codecs.encode(topic, value), codecs.headers(value)));
    }

    /**
     * Commits all that was added, with the place in the inputs. Nothing to write is no transaction.
     *
     * @throws KafkaException when it was not committed; then nothing of it will be seen, and this object is of no more use
     * @throws ExpiredTransactionException when the broker ended it because it lasted too long; the same holds
     */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (waiting.isEmpty() && offsets.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        try {
            write(offsets);
        } catch (KafkaException e) {
            Duration lasted = Duration.ofNanos(System.nanoTime() - began);
            throw Clients.isFenced(e) && lasted.compareTo(timeout) >= 0
                    ? new ExpiredTransactionException(lasted, timeout, e)
                    : e;
        }
        waiting.clear();
    }

    private void write(Map<TopicPartition, OffsetAndMetadata> offsets) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ProducerRecord<String, byte[]> record : waiting) {
            sent.add(producer.send(record));
        }
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, group);
        }
        producer.commitTransaction();
        sent.forEach(ClusterOutputs::check);
    }

    /** A commit fails when a send has failed; this makes sure of it for each record. */
    private static void check(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record of a committed transaction was not written", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
