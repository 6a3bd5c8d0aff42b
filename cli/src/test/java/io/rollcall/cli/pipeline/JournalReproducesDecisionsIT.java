package io.rollcall.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.engine.EngineOutput;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.controller.engine.JournalReplayer;
import io.rollcall.events.Command;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.Status;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What a finished run has decided follows from its journal alone, byte for byte. */
class JournalReproducesDecisionsIT {

    @Test
    void decidingUponTheJournalAgainGivesTheSameBytes() {
        try (KafkaPipelines pipelines = KafkaPipelines.start()) {
            try (Pipeline pipeline = pipelines.open(JournalReproducesDecisionsIT::decider)) {
                new Rollout(pipeline).run();
            }
            AvroSerdes serdes = new AvroSerdes(pipelines.registryUrl());
            List<JournalEntry> journal = journal(pipelines, serdes);

            List<Output> again = new JournalReplayer(decider())
                    .replay(journal).stream().map(EngineOutput.Written::output).toList();

            assertSame(
                    pipelines,
                    serdes,
                    TopicCatalogue.DECISIONS,
                    again,
                    output -> output instanceof Output.Decided(Decision decision) ? decision : null);
            assertSame(
                    pipelines,
                    serdes,
                    TopicCatalogue.COMMANDS,
                    again,
                    output -> output instanceof Output.CommandIssued(Command command) ? command : null);
            assertSame(
                    pipelines,
                    serdes,
                    TopicCatalogue.STATUS,
                    again,
                    output -> output instanceof Output.StatusChanged(Status status) ? status : null);
        }
    }

    private static Decider decider() {
        return new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS);
    }

    private static <V extends SpecificRecord> void assertSame(
            KafkaPipelines pipelines, AvroSerdes serdes, Topic<V> topic, List<Output> again, Function<Output, V> pick) {
        List<ByteBuffer> recorded = records(pipelines, topic).stream()
                .map(record -> ByteBuffer.wrap(record.value()))
                .toList();
        String name = names().of(topic);
        try (Serializer<V> serializer = serdes.serializer(topic)) {
            List<ByteBuffer> repeated = again.stream()
                    .flatMap(output -> Stream.ofNullable(pick.apply(output)))
                    .map(value -> ByteBuffer.wrap(serializer.serialize(name, value)))
                    .toList();
            // Four pods come up and are replaced: at least twelve actions.
            assertThat(recorded).hasSizeGreaterThanOrEqualTo(12).isEqualTo(repeated);
        }
    }

    private static List<JournalEntry> journal(KafkaPipelines pipelines, AvroSerdes serdes) {
        try (Deserializer<JournalRecord> values = serdes.deserializer(TopicCatalogue.JOURNAL)) {
            return records(pipelines, TopicCatalogue.JOURNAL).stream()
                    .map(record -> new JournalEntry(
                            new JournalPosition(record.topic(), record.partition(), record.offset()),
                            Instant.ofEpochMilli(record.timestamp()),
                            record.key(),
                            values.deserialize(record.topic(), record.value())))
                    .toList();
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(KafkaPipelines pipelines, Topic<?> topic) {
        TopicPartition partition = new TopicPartition(names().of(topic), 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", pipelines.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static TopicNames names() {
        return Pipelines.names(1);
    }
}
