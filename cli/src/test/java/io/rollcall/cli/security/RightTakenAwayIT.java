package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.component.StartedComponent;
import io.rollcall.events.Command;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Components at work, with the rights that ops/acls lists and no others, that lose one and get it back: what tries again for ever says for want of
 * which right. The controller, which ends, is in {@link LeastRightsIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightTakenAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PASSWORD = "plover-8Hd6-view";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private SchemaRegistryServer registry;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(folder, List.of("projector", "projector-postgresql", "cluster"));
        new TopicAdmin(broker.admin()).create(TopicPlan.single(JournalTime.APPENDED));
        registry = broker.registry();
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    @DisplayName("a projector that may not read a topic any more says so, and goes on when it may")
    void projector() throws Exception {
        without("projector", "--operation Read --topic rollcall.status", Map.of());
    }

    @Test
    @DisplayName("a projector with a view in PostgreSQL works with its rights, and says when its group is taken away")
    void sharedView() throws Exception {
        try (PostgresWithPasswords postgres = PostgresWithPasswords.start(folder)) {
            Path password = Files.writeString(folder.resolve("view-password"), PASSWORD + "\n");
            without(
                    "projector-postgresql",
                    "--operation Read --group rollcall-projector",
                    Map.of(
                            "view",
                            postgres.role("view", PASSWORD),
                            "view.user",
                            "view",
                            "view.password.file",
                            password.toString()));
        }
    }

    @Test
    @DisplayName("a cluster that may not read commands any more says so, and goes on when it may")
    void cluster() throws Exception {
        without("cluster", "--operation Read --topic rollcall.commands", Map.of());
    }

    @Test
    @DisplayName(
            "a cluster that may not answer commands any more says so until it may, though it begins anew again and again")
    void answers() throws Exception {
        without("cluster", "--operation Write --topic rollcall.command-results", Map.of(), this::sendCommand);
    }

    /** One that is refused, whatever there is in the cluster: an answer it gets all the same. */
    private void sendCommand() throws Exception {
        DaemonSetRef nobody = new DaemonSetRef("default", "nobody", "uid");
        Command command = Command.newBuilder()
                .setCommandId("0-node-1-1")
                .setSlot(new SlotRef(nobody, "node-1"))
                .setSlotSeq(1)
                .setDecidedAt(Instant.EPOCH)
                .setJournal(new SourcePosition("rollcall.journal", 0, 1L))
                .setReason("TEST")
                .setWish(new DeletePods(List.of(new PodRef("nobody", "uid"))))
                .build();
        String topic = TopicNames.standard().of(TopicCatalogue.COMMANDS);
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                new TreeMap<>(broker.withCertificate("admin")), new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = new AvroSerdes(registry.url())
                    .serializer(TopicCatalogue.COMMANDS)
                    .serialize(topic, command);
            producer.send(new ProducerRecord<>(topic, "uid/node-1", value)).get();
        }
    }

    private void without(String role, String line, Map<String, String> settings) throws Exception {
        without(role, line, settings, () -> {});
    }

    /** What a component is given to do. */
    private interface Work {
        void give() throws Exception;
    }

    /** Takes a right away from a component that is ready, gives it work, looks what it says, and gives the right back. */
    private void without(String role, String line, Map<String, String> settings, Work work) throws Exception {
        Grants grants = new Grants(broker.admin());
        grants.create(AclFile.allGranted(role, role));
        List<String> call = new Calls(folder, registry.url()).component(role, broker.withPassword(role), settings);
        List<AclBinding> right = List.of(AclFile.granted(line, role));
        try (StartedComponent component = StartedComponent.start(
                call.getFirst(), Map.of(), call.subList(1, call.size()).toArray(String[]::new))) {
            awaitReady(component);
            grants.delete(right);
            work.give();
            String denied = "does not grant User:" + role + " "
                    + line.replaceFirst("--operation (\\w+) --(\\w+) (\\S+)", "$1 on $2 $3") + " (";
            component.awaitLine(denied);
            await().atMost(PATIENCE).untilAsserted(() -> {
                HttpResponse<String> ready = component.ask("/readyz");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body())
                        .contains(denied)
                        .contains("grant it: kafka-acls --add --allow-principal User:" + role + " " + line + ",");
            });
            for (int looks = 0; looks < 30; looks++) {
                assertThat(status(component)).isEqualTo(503);
                Thread.sleep(Duration.ofMillis(100));
            }
            grants.create(right);
            awaitReady(component);
            assertNoTraceOfDenial(component.lines());
            assertThat(component.stop()).isZero();
        }
    }

    /** Another failure, as on a machine that stands still, may have one. */
    private static void assertNoTraceOfDenial(List<String> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith("\tat ")) {
                assertThat(lines.get(i - 1)).doesNotContain("AuthorizationException");
            }
        }
    }

    private static void awaitReady(StartedComponent component) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(component))
                        .as("%s", component.lines())
                        .isEqualTo(200));
    }

    private static int status(StartedComponent component) throws IOException, InterruptedException {
        return component.ask("/readyz").statusCode();
    }
}
