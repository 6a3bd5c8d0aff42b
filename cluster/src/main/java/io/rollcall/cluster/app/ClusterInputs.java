package io.rollcall.cluster.app;

import io.rollcall.events.Command;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import io.rollcall.events.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the controller wants: commands, revisions, status. Goes on where the last transaction stood; of the revisions,
 * which are a table, the older ones are read again too. For one thread.
 */
final class ClusterInputs implements AutoCloseable {

    private final Codecs codecs;
    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> done = new HashMap<>();
    private final AwaitedRevisions awaited = new AwaitedRevisions();
    private Batch next = Batch.empty();

    /**
     * What came in.
     *
     * @param commands commands, each slot's in order
     * @param revisions revisions and tombstones, in order
     * @param statuses status records, in order
     * @param gone UIDs of DaemonSets that are gone
     * @param offsets where reading goes on after this
     */
    record Batch(
            List<Command> commands,
            List<RevisionRecord> revisions,
            List<Status> statuses,
            List<String> gone,
            Map<TopicPartition, OffsetAndMetadata> offsets) {

        private static Batch empty() {
            return new Batch(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        }

        /** Keys of the revisions that it brings. */
        Set<String> revisionKeys() {
            return revisions.stream()
                    .filter(record -> record.revision() != null)
                    .map(RevisionRecord::key)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * A record of the topic revisions.
     *
     * @param key its key
     * @param revision the revision; null for a tombstone
     * @param news whether it has not been published to the cluster before
     */
    record RevisionRecord(String key, @Nullable Revision revision, boolean news) {}

    private ClusterInputs(Codecs codecs, Consumer<String, byte[]> consumer) {
        this.codecs = codecs;
        this.consumer = consumer;
    }

    /** Opens it at the offsets of the last transaction; the producer must have taken over before. */
    static ClusterInputs open(SimulatedClusterConfig config, Codecs codecs) {
        Consumer<String, byte[]> consumer = Clients.consumer(config);
        try {
            ClusterInputs inputs = new ClusterInputs(codecs, consumer);
            inputs.seek();
            return inputs;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void seek() {
        List<TopicPartition> revisions =
                Clients.partitions(consumer, codecs.names().of(TopicCatalogue.REVISIONS));
        Set<TopicPartition> all = new HashSet<>(revisions);
        all.addAll(Clients.partitions(consumer, codecs.names().of(TopicCatalogue.COMMANDS)));
        all.addAll(Clients.partitions(consumer, codecs.names().of(TopicCatalogue.STATUS)));
        consumer.assign(all);
        consumer.committed(all)
                .forEach((partition, offset) -> done.put(partition, offset == null ? 0 : offset.offset()));
        for (TopicPartition partition : all) {
            consumer.seek(partition, done.getOrDefault(partition, 0L));
        }
        consumer.seekToBeginning(revisions);
    }

    /**
     * What there is, waiting so long for the first of it; when something is there, all there is. What lacks something is kept back, for a
     * time, until that has come too: a command and the revision that it names are written in one transaction, whose end partitions on
     * different brokers learn of one after the other.
     *
     * @param missing tells of a batch the keys of revisions that belong to it and are still to come
     * @return nothing while a batch is kept back
     */
    Batch poll(Duration wait, Function<Batch, Set<String>> missing) {
        take(wait, next);
        next.gone().forEach(awaited::forget);
        if (awaited.isWorthWaiting(missing.apply(next), next.revisionKeys(), System.nanoTime())) {
            return Batch.empty();
        }
        Batch batch = next;
        next = Batch.empty();
        return batch;
    }

    private void take(Duration wait, Batch batch) {
        var first = consumer.poll(wait);
        if (first.isEmpty()) {
            return;
        }
        first.forEach(record -> take(record, batch));
        // A later wish for a slot makes this one void, and a command's revision may stand in a partition not seen yet.
        ReadToEnd.of(consumer, record -> take(record, batch));
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            if (position > done.getOrDefault(partition, 0L)) {
                done.put(partition, position);
                batch.offsets().put(partition, new OffsetAndMetadata(position));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<String, byte[]> record, Batch batch) {
        String topic = record.topic();
        if (topic.equals(codecs.names().of(TopicCatalogue.COMMANDS))) {
            if (record.value() != null) {
                codecs.decode(TopicCatalogue.COMMANDS, record).ifPresent(batch.commands()::add);
            }
        } else if (topic.equals(codecs.names().of(TopicCatalogue.REVISIONS))) {
            takeRevision(record, batch);
        } else if (record.value() == null) {
            if (record.key() != null) {
                batch.gone().add(record.key());
            }
        } else {
            codecs.decode(TopicCatalogue.STATUS, record).ifPresent(batch.statuses()::add);
        }
    }

    private void takeRevision(ConsumerRecord<String, byte[]> record, Batch batch) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        boolean news = record.offset() >= done.getOrDefault(partition, 0L);
        if (record.value() != null) {
            codecs.decode(TopicCatalogue.REVISIONS, record)
                    .ifPresent(revision ->
                            batch.revisions().add(new RevisionRecord(String.valueOf(record.key()), revision, news)));
        } else if (record.key() != null) {
            batch.revisions().add(new RevisionRecord(record.key(), null, news));
        }
    }
}
