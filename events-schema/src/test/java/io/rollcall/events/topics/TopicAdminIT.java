package io.rollcall.events.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.events.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicAdminIT {
    private static final TopicPlan PLAN = new TopicPlan(2, 3, 4, (short) 1, JournalTime.APPENDED);

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeAll
    void startBroker(@TempDir Path folder) {
        broker = EmbeddedBroker.start(folder, OptionalInt.empty());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    @DisplayName("a missing topic is created as planned, one that is there is left alone")
    void create() throws Exception {
        TopicNames names = new TopicNames("create");
        admin.createTopics(List.of(new NewTopic("create.status", 1, (short) 1)))
                .all()
                .get();
        TopicAdmin topics = new TopicAdmin(admin, names);
        int missing = TopicCatalogue.all().size() - 1;

        // The broker that answers a listing may hear of a topic a moment after the controller has made it.
        await().untilAsserted(() -> assertThat(topics.plan(PLAN)).hasSize(missing));
        assertThat(topics.create(PLAN)).hasSize(missing).doesNotContain("create.status");

        assertThat(topics.describe()).allSatisfy(state -> {
            assertThat(state.exists()).isTrue();
            assertThat(state.replicationFactor()).isEqualTo(1);
            if (state.topic() == TopicCatalogue.STATUS) {
                assertThat(state.partitions()).isEqualTo(1);
                assertThat(state.config()).containsEntry("cleanup.policy", "delete");
            } else {
                assertThat(state.partitions()).isEqualTo(PLAN.partitions(state.topic()));
                assertThat(state.config()).isEqualTo(PLAN.config(state.topic()));
            }
        });
        assertThat(topics.plan(PLAN)).isEmpty();
        assertThat(topics.create(PLAN)).isEmpty();
    }

    @Test
    @DisplayName("every partition takes records as soon as create has returned")
    void writable() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int round = 0; round < 3; round++) {
                TopicNames names = new TopicNames("writable" + round);
                new TopicAdmin(admin, names).create(PLAN);
                for (Topic<?> topic : TopicCatalogue.all()) {
                    for (int partition = 0; partition < PLAN.partitions(topic); partition++) {
                        var sent = producer.send(new ProducerRecord<>(names.of(topic), partition, "k", new byte[] {1}));
                        producer.flush();
                        assertThat(sent.get().offset()).isZero();
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("a journal with another number of partitions is refused by name")
    void otherJournal() {
        TopicAdmin topics = new TopicAdmin(admin, new TopicNames("other"));
        topics.create(PLAN);
        assertThatThrownBy(() -> topics.create(new TopicPlan(2, 5, 4, (short) 1, JournalTime.APPENDED)))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("other.journal has 3 partitions")
                .hasMessageContaining("asks for 5");
    }

    @Test
    @DisplayName("nothing exists under a prefix that was never used")
    void describeNothing() {
        assertThat(new TopicAdmin(admin, new TopicNames("never")).describe())
                .hasSize(12)
                .allSatisfy(state -> assertThat(state.exists()).isFalse());
    }
}
