package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a transaction that lasts so long that the broker ends it")
class ExpiredTransactionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @TempDir
    static Path folder;

    @AfterEach
    void release() {
        Stall.end();
    }

    @Test
    @DisplayName("is not another process: the cluster goes on from its log")
    void alone() throws Exception {
        TopicNames names = kafka.topics("alone", 1);
        try (SimulatedClusterApp app = SimulatedClusterApp.start(stallable(names))) {
            app.ensureNodes(1);
            CompletableFuture<Void> unconfirmed = stalled(app);
            awaitEndedByBroker(names);
            Stall.end();
            assertThat(unconfirmed)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withRootCauseInstanceOf(ApiException.class);
            await().atMost(PATIENCE).until(app::working);
            assertThat(app.failure()).isEmpty();
            assertThat(app.ensureNodes(3)).containsExactly("node-2", "node-3");
        }
    }

    @Test
    @DisplayName("while another process has taken over ends this one, and the other is not disturbed")
    void replaced() throws Exception {
        TopicNames names = kafka.topics("replaced", 1);
        try (SimulatedClusterApp halted = SimulatedClusterApp.start(stallable(names))) {
            halted.ensureNodes(1);
            stalled(halted);
            awaitEndedByBroker(names);
            try (SimulatedClusterApp other = SimulatedClusterApp.start(kafka.config(names))) {
                Stall.end();
                await().atMost(PATIENCE).until(() -> halted.failure().isPresent());
                assertThat(halted.failure())
                        .hasValue("cluster simulated is run by another process now; stop that one, or give this one"
                                + " another name");
                assertThat(other.ensureNodes(2)).containsExactly("node-2");
                assertThat(other.failure()).isEmpty();
            }
        }
    }

    /** A change whose transaction stands still after its first record. */
    private static CompletableFuture<Void> stalled(SimulatedClusterApp app) throws InterruptedException {
        CountDownLatch reached = Stall.begin();
        CompletableFuture<Void> change = CompletableFuture.runAsync(() -> app.ensureNodes(3));
        reached.await();
        return change;
    }

    private static void awaitEndedByBroker(TopicNames names) {
        String id = kafka.config(names).identity();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            await().atMost(PATIENCE)
                    .until(() -> admin.describeTransactions(List.of(id))
                                    .description(id)
                                    .get()
                                    .state()
                            == TransactionState.COMPLETE_ABORT);
        }
    }

    private static SimulatedClusterConfig stallable(TopicNames names) throws IOException {
        Path file = folder.resolve("stallable.properties");
        Files.writeString(file, """
                bootstrap.servers=%s
                transaction.timeout.ms=1000
                interceptor.classes=%s
                """.formatted(kafka.bootstrapServers(), Stall.class.getName()));
        SimulatedClusterConfig plain = kafka.config(names);
        return new SimulatedClusterConfig(
                ClientSettings.read(file),
                plain.registry(),
                plain.autoRegister(),
                plain.topics(),
                plain.settings(),
                plain.placement(),
                plain.kubeApi(),
                plain.cloudEvents());
    }

    /** Holds a producer's second record, when it is told to, as a machine that stands still does. */
    public static final class Stall
            implements ProducerInterceptor<String, byte[]>, ConsumerInterceptor<String, byte[]> {

        /** Of one stall. */
        private record Holding(
                CountDownLatch reached, CountDownLatch ended, AtomicReference<ProducerRecord<?, ?>> first) {}

        private static final AtomicReference<Holding> NOW = new AtomicReference<>();

        /** Returns what is counted down when a producer stands still. */
        static CountDownLatch begin() {
            Holding holding = new Holding(new CountDownLatch(1), new CountDownLatch(1), new AtomicReference<>());
            NOW.set(holding);
            return holding.reached();
        }

        static void end() {
            Holding holding = NOW.getAndSet(null);
            if (holding != null) {
                holding.ended().countDown();
            }
        }

        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
            Holding holding = NOW.get();
            if (holding != null && !holding.first().compareAndSet(null, record)) {
                holding.reached().countDown();
                try {
                    holding.ended().await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return record;
        }

        /** The settings of a cluster are those of its consumers too; they are left alone. */
        @Override
        public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
