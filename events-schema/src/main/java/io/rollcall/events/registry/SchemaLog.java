package io.rollcall.events.registry;

import io.rollcall.events.settings.ClientSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's topic: appends entries and feeds every entry, its own included, to a {@link Catalogue} in log order.
 *
 * <p>One registry writes at a time: a later one with the same topic takes the transactional id over, and the earlier one
 * can only read from then on. {@link #append} is for one thread at a time; the caller sees to that.
 */
final class SchemaLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ClientSettings kafka;
    private final TopicPartition partition;
    private final Catalogue catalogue;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader;
    private final Object progress = new Object();
    private KafkaProducer<byte[], byte[]> producer;
    private boolean producerBroken;
    private long position;
    private @Nullable RuntimeException failure;
    private volatile boolean closed;

    private SchemaLog(ClientSettings kafka, String topic, Catalogue catalogue) {
        this.kafka = kafka;
        this.partition = new TopicPartition(topic, 0);
        this.catalogue = catalogue;
        // First the right to write, then reading: so nothing of a predecessor can come after what was read.
        this.producer = producer();
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        "client.id",
                        "schema-registry-" + topic)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.reader = new Thread(this::read, "schema-registry-reader");
        this.reader.setDaemon(true);
    }

    /** Under which it writes to a topic. */
    static String transactionalId(String topic) {
        return "schema-registry-" + topic;
    }

    /** Opens the topic, created when it is missing, and returns when all of it is in the catalogue. */
    static SchemaLog open(RegistryConfig config, Catalogue catalogue) {
        TopicCheck.ensure(config);
        SchemaLog log = new SchemaLog(config.kafka(), config.topic(), catalogue);
        try {
            log.reader.start();
            log.await(TopicCheck.end(config.kafka(), log.partition));
            return log;
        } catch (RuntimeException broken) {
            log.close();
            throw broken;
        }
    }

    /**
     * Makes sure that the catalogue has everything that was written so far; to be called before deciding what to append.
     * Costs nothing unless the last append ended in doubt.
     */
    void settle() {
        if (producerBroken) {
            producer.close(Duration.ZERO);
            producer = producer();
            await(TopicCheck.end(kafka, partition));
            producerBroken = false;
        }
    }

    /** Appends the entries, all or none, and returns when the catalogue has them. */
    void append(List<? extends LogEntry> entries) {
        long last = -1;
        try {
            producer.beginTransaction();
            Future<RecordMetadata> sent = null;
            for (LogEntry entry : entries) {
                sent = producer.send(new ProducerRecord<>(
                        partition.topic(), partition.partition(), LogCodec.key(entry), LogCodec.value(entry)));
            }
            producer.commitTransaction();
            last = sent == null ? -1 : sent.get().offset();
        } catch (ProducerFencedException | InvalidProducerEpochException takenOver) {
            throw RegistryException.storeFailed("another registry has taken over topic " + partition.topic()
                    + "; ask that one, or stop it and restart this one");
        } catch (KafkaException failed) {
            // Whether it was committed is not known: a new producer ends the transaction, and the log tells how.
            producerBroken = true;
            throw failed instanceof TimeoutException
                    ? RegistryException.storeTimedOut(String.valueOf(failed.getMessage()))
                    : RegistryException.storeFailed(String.valueOf(failed.getMessage()));
        } catch (ExecutionException failed) {
            producerBroken = true;
            throw RegistryException.storeFailed(String.valueOf(failed.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw RegistryException.storeTimedOut("the registry is stopping");
        }
        await(last + 1);
    }

    /** Returns when everything before this offset is in the catalogue. */
    private void await(long offset) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (progress) {
            while (position < offset) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (failure != null) {
                    throw RegistryException.storeFailed(String.valueOf(failure.getMessage()));
                }
                if (left <= 0 || closed) {
                    throw RegistryException.storeTimedOut(
                            "topic " + partition.topic() + " was not read up to offset " + offset);
                }
                try {
                    progress.wait(left);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw RegistryException.storeTimedOut("the registry is stopping");
                }
            }
        }
    }

    /** Why it cannot be read any more; empty while it can. */
    Optional<String> failure() {
        synchronized (progress) {
            return Optional.ofNullable(failure)
                    .map(broken -> "topic " + partition.topic() + " cannot be read any more: " + broken.getMessage());
        }
    }

    private void read() {
        try {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    apply(record);
                }
                advance(consumer.position(partition), null);
            }
        } catch (WakeupException closing) {
            // the end
        } catch (RuntimeException broken) {
            LOG.error("The schema registry cannot read {} any more: {}", partition.topic(), broken.getMessage());
            advance(-1, broken);
        } finally {
            consumer.close();
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            LogCodec.decode(record.key(), record.value()).ifPresent(catalogue::apply);
        } catch (IOException notOurs) {
            LOG.warn(
                    "Skipping the record at {}-{}@{}, which is not a registry's: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    notOurs.getMessage());
        }
    }

    private void advance(long to, @Nullable RuntimeException why) {
        synchronized (progress) {
            position = Math.max(position, to);
            failure = why;
            progress.notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ofSeconds(5));
        consumer.wakeup();
        try {
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(
                kafka.with(Map.of(
                        "transactional.id",
                        transactionalId(partition.topic()),
                        "max.block.ms",
                        String.valueOf(PATIENCE.toMillis()),
                        "delivery.timeout.ms",
                        String.valueOf(PATIENCE.toMillis()),
                        "request.timeout.ms",
                        "10000",
                        "linger.ms",
                        "0",
                        "max.request.size",
                        String.valueOf(5 * 1_048_576))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try {
            opened.initTransactions();
            return opened;
        } catch (KafkaException refused) {
            opened.close(Duration.ZERO);
            throw RegistryException.storeFailed("cannot write to topic " + partition.topic() + " at " + kafka.brokers()
                    + ": " + refused.getMessage());
        }
    }
}
