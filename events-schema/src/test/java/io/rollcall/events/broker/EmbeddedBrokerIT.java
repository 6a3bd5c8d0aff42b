package io.rollcall.events.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.topics.TopicAdmin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    private static final String TOPIC = "log";

    private static final int TRANSACTION_MILLIS = 1_000;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("records are there again after a restart, on another port")
    void survivesRestart() throws Exception {
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            first = broker.bootstrapServers();
            createTopic(first);
            write(first, "one", "two");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            write(broker.bootstrapServers(), "three");
            assertThat(read(broker.bootstrapServers(), 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    @DisplayName("acknowledged records are there again after the process was killed")
    void survivesKill() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder)) {
            createTopic(broker.bootstrapServers());
            write(broker.bootstrapServers(), "one", "two");
            broker.kill();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            write(broker.bootstrapServers(), "three");
            assertThat(read(broker.bootstrapServers(), 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    @DisplayName("a transaction that was open when the process was killed is over soon after the next start")
    void openTransactionEnds() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                KafkaProducer<String, String> producer = transactional(broker.bootstrapServers())) {
            createTopic(broker.bootstrapServers());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, 0, "k", "open")).get();
            broker.kill();
            // Its time is over: the next broker ends it as soon as it takes itself for the one who has to.
            Thread.sleep(TRANSACTION_MILLIS);
            producer.close(Duration.ZERO);
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            write(broker.bootstrapServers(), "after");
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("after");
        }
    }

    @Test
    @DisplayName("a transaction that is not committed is not seen")
    void transactions() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            createTopic(broker.bootstrapServers());
            try (KafkaProducer<String, String> producer = transactional(broker.bootstrapServers())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, 0, "k", "aborted")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, 0, "k", "committed")).get();
                producer.commitTransaction();
            }
            assertThat(read(broker.bootstrapServers(), 1)).containsExactly("committed");
        }
    }

    @Test
    @DisplayName("a second broker on the folder is refused with a line that names the folder")
    void oneBrokerAFolder() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, OptionalInt.empty())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, OptionalInt.empty()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageNotContaining("\n");
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    @DisplayName("a taken port is refused with a line that names the port")
    void takenPort() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("a"), OptionalInt.empty())) {
            int port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
            assertThatThrownBy(() -> EmbeddedBroker.start(folder.resolve("b"), OptionalInt.of(port)))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    @Test
    @DisplayName("a folder that is a file is refused with a line that names it")
    void folderIsAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EmbeddedBroker.start(file, OptionalInt.empty()))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(file.toString());
    }

    private static KafkaProducer<String, String> transactional(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "t",
                        "transaction.timeout.ms",
                        TRANSACTION_MILLIS),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            new TopicAdmin(admin).awaitWritable(List.of(TOPIC));
        }
    }

    private static void write(String bootstrapServers, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, 0, "k", value)).get();
            }
        }
    }

    private static List<String> read(String bootstrapServers, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            for (int polls = 0; values.size() < count && polls < 60; polls++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
