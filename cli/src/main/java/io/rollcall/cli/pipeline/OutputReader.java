package io.rollcall.cli.pipeline;

import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.Rejected;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what Router and Decider have committed. For one thread. */
final class OutputReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final CommittedEnds ends;
    private final Consumer<String, byte[]> consumer;
    private final Map<String, Topic<?>> topics = new HashMap<>();
    private final List<TopicPartition> partitions;
    private final Deserializer<Command> commands;
    private final Deserializer<Decision> decisions;
    private final Deserializer<Status> statuses;
    private final Deserializer<Revision> revisions;
    private final Deserializer<Rejected> rejected;

    OutputReader(String bootstrapServers, Admin admin, TopicNames names, AvroSerdes serdes) {
        for (Topic<?> topic : List.of(
                TopicCatalogue.COMMANDS,
                TopicCatalogue.DECISIONS,
                TopicCatalogue.STATUS,
                TopicCatalogue.REVISIONS,
                TopicCatalogue.REJECTED)) {
            topics.put(names.of(topic), topic);
        }
        this.commands = serdes.deserializer(TopicCatalogue.COMMANDS);
        this.decisions = serdes.deserializer(TopicCatalogue.DECISIONS);
        this.statuses = serdes.deserializer(TopicCatalogue.STATUS);
        this.revisions = serdes.deserializer(TopicCatalogue.REVISIONS);
        this.rejected = serdes.deserializer(TopicCatalogue.REJECTED);
        this.partitions = topics.keySet().stream()
                .sorted()
                .map(name -> new TopicPartition(name, 0))
                .toList();
        this.ends = new CommittedEnds(admin, partitions);
        this.consumer = new KafkaConsumer<>(
                ReaderSettings.of(bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything written since the last call, once Router and Decider are at rest. */
    Outputs read() {
        Map<TopicPartition, Long> targets = ends.await();
        Outputs outputs = new Outputs();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < targets.getOrDefault(partition, 0L))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                add(outputs, record);
            }
        }
        return outputs;
    }

    private void add(Outputs outputs, ConsumerRecord<String, byte[]> record) {
        String name = record.topic();
        Topic<?> topic = topics.get(name);
        byte[] value = record.value();
        if (topic == TopicCatalogue.COMMANDS) {
            outputs.commands().add(commands.deserialize(name, value));
        } else if (topic == TopicCatalogue.DECISIONS) {
            outputs.decisions().add(decisions.deserialize(name, value));
        } else if (topic == TopicCatalogue.STATUS) {
            outputs.statuses().add(new Outputs.StatusEntry(record.key(), statuses.deserialize(name, value)));
        } else if (topic == TopicCatalogue.REVISIONS) {
            outputs.revisions().add(new Outputs.RevisionEntry(record.key(), revisions.deserialize(name, value)));
        } else if (topic == TopicCatalogue.REJECTED) {
            outputs.rejections().add(rejected.deserialize(name, value).getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
