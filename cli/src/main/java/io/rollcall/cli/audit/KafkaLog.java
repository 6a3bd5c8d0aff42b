package io.rollcall.cli.audit;

import io.rollcall.cli.console.UserException;
import io.rollcall.controller.verification.RecordedLog;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The log of a cluster in Kafka, while it is written or after. Nothing is written to it. For one thread. */
final class KafkaLog implements RecordedLog {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_MILLIS = 20;
    static final List<Topic<?>> OUTPUTS = List.of(
            TopicCatalogue.DECISIONS,
            TopicCatalogue.COMMANDS,
            TopicCatalogue.STATUS,
            TopicCatalogue.REVISIONS,
            TopicCatalogue.REJECTED);

    private final Admin admin;
    private final ClientSettings kafka;
    private final TopicNames names;
    private final String group;
    private final Map<Topic<?>, Integer> partitions = new LinkedHashMap<>();

    /**
     * @param group of the decider that writes it
     * @throws UserException when topics are missing
     */
    KafkaLog(Admin admin, ClientSettings kafka, TopicNames names, String group) {
        this.admin = admin;
        this.kafka = kafka;
        this.names = names;
        this.group = group;
        List<Topic<?>> read = new ArrayList<>(OUTPUTS);
        read.add(TopicCatalogue.JOURNAL);
        partitions.putAll(new TopicAdmin(admin, names).partitions(read));
        List<String> missing = read.stream()
                .filter(topic -> !partitions.containsKey(topic))
                .<String>map(names::of)
                .toList();
        if (!missing.isEmpty()) {
            throw new UserException("there is no log to verify on " + kafka.brokers() + ": topics are missing: "
                    + String.join(", ", missing) + "; name its prefix with --prefix");
        }
    }

    @Override
    public int journalPartitions() {
        return partitions.getOrDefault(TopicCatalogue.JOURNAL, 0);
    }

    @Override
    public Pass open(int journalPartition) {
        TopicPartition journal = new TopicPartition(names.of(TopicCatalogue.JOURNAL), journalPartition);
        Map<TopicPartition, Topic<?>> outputs = new LinkedHashMap<>();
        for (Topic<?> topic : OUTPUTS) {
            for (int partition = 0; partition < partitions.getOrDefault(topic, 0); partition++) {
                outputs.put(new TopicPartition(names.of(topic), partition), topic);
            }
        }
        // First how far the decider is, then where what it wrote ends.
        OptionalLong decided = decided(journal);
        List<TopicPartition> all = new ArrayList<>(outputs.keySet());
        all.add(journal);
        return new KafkaPass(kafka, journal, outputs, decided, committedEnds(all));
    }

    private OptionalLong decided(TopicPartition journal) {
        try {
            OffsetAndMetadata position = admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(journal))),
                            // With one transaction's outputs come or stay away as a whole.
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(journal);
            return position == null ? OptionalLong.empty() : OptionalLong.of(position.offset());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return OptionalLong.empty();
            }
            throw new UserException("the position of consumer group " + group + " cannot be read: " + cause(e), e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /** Where partitions end now; returns when everything before may be read, as no transaction is open there any more. */
    private Map<TopicPartition, Long> committedEnds(List<TopicPartition> all) {
        Map<TopicPartition, Long> ends = ends(all, IsolationLevel.READ_UNCOMMITTED);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Map<TopicPartition, Long> readable = ends(all, IsolationLevel.READ_COMMITTED);
            List<TopicPartition> open = all.stream()
                    .filter(partition -> readable.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L))
                    .toList();
            if (open.isEmpty()) {
                return ends;
            }
            if (System.nanoTime() > deadline) {
                throw new UserException(
                        "a transaction on " + open.getFirst() + " stays open; wait for its time-out and try again");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        }
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> all, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        all.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new LinkedHashMap<>();
            admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new UserException("the ends of the topics cannot be read: " + cause(e), e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static String cause(ExecutionException e) {
        return String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage());
    }

    private static UserException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UserException("stopped", e);
    }
}
