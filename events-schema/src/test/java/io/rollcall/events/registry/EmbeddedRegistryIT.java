package io.rollcall.events.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.rollcall.events.CommandResult;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.RegistryUnavailableException;
import io.rollcall.events.serde.SafeDeserializer;
import io.rollcall.events.topics.TopicCatalogue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract on our registry, and what only it promises: restarts, one writer, Confluent's remaining codes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedRegistryIT extends RegistryContract {
    private EmbeddedBroker broker;
    private SchemaRegistryServer registry;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = EmbeddedBroker.start(folder, OptionalInt.empty());
        registry = SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    @Override
    String url() {
        return registry.url();
    }

    @Test
    @DisplayName("ids, versions, deletions and levels are the same after a restart")
    void restart() throws Exception {
        RegistryConfig config =
                RegistryConfig.local(broker.bootstrapServers(), 0).withTopic("restart._schemas");
        int first;
        int second;
        try (SchemaRegistryServer before = SchemaRegistryServer.start(config)) {
            CachedSchemaRegistryClient asked = new CachedSchemaRegistryClient(before.url(), 100);
            first = asked.register("s", new AvroSchema(V1));
            second = asked.register("s", new AvroSchema(V2));
            asked.register("gone", new AvroSchema(V1));
            asked.deleteSubject("gone");
            new Http(before.url()).put("/config/s", "{\"compatibility\":\"NONE\"}");
        }
        try (SchemaRegistryServer after = SchemaRegistryServer.start(config)) {
            CachedSchemaRegistryClient asked = new CachedSchemaRegistryClient(after.url(), 100);
            assertThat(asked.getSchemaById(first)).isEqualTo(new AvroSchema(V1));
            assertThat(asked.getId("s", new AvroSchema(V2))).isEqualTo(second);
            assertThat(asked.getAllVersions("s")).containsExactly(1, 2);
            assertThat(asked.getAllSubjects()).containsExactly("s");
            assertThat(new Http(after.url())
                            .get("/config/s")
                            .body()
                            .path("compatibilityLevel")
                            .asText())
                    .isEqualTo("NONE");
            assertThat(asked.register("s", new AvroSchema(CLASHING))).isEqualTo(second + 1);
        }
    }

    @Test
    @DisplayName("a registry that is away fails the read of a record and makes no fault of it")
    void away() {
        RegistryConfig config =
                RegistryConfig.local(broker.bootstrapServers(), 0).withTopic("away._schemas");
        SchemaRegistryClient unhurried;
        byte[] bytes;
        try (SchemaRegistryServer leaving = SchemaRegistryServer.start(config)) {
            bytes = written(new AvroSerdes(leaving.url()), "t", result());
            unhurried = new CachedSchemaRegistryClient(leaving.url(), 100, Map.of("max.retries", 0));
        }
        SafeDeserializer<CommandResult> safe = new SafeDeserializer<>(
                unhurried,
                new AvroSerdes(unhurried).deserializer(TopicCatalogue.COMMAND_RESULTS),
                Duration.ofMillis(300));
        assertThatThrownBy(() -> safe.decode("t", bytes)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    @DisplayName("a second registry on the topic takes over; the first goes on answering and follows it")
    void takeOver() throws Exception {
        RegistryConfig config =
                RegistryConfig.local(broker.bootstrapServers(), 0).withTopic("takeover._schemas");
        try (SchemaRegistryServer first = SchemaRegistryServer.start(config)) {
            Http old = new Http(first.url());
            old.post("/subjects/s/versions", Http.schema(V1));
            try (SchemaRegistryServer second = SchemaRegistryServer.start(config)) {
                Http young = new Http(second.url());
                assertThat(old.post("/subjects/s/versions", Http.schema(V2)).errorCode())
                        .isEqualTo(50001);
                int id = young.post("/subjects/s/versions", Http.schema(V2))
                        .body()
                        .path("id")
                        .asInt();
                assertThat(id).isEqualTo(2);
                await().untilAsserted(() ->
                        assertThat(old.get("/schemas/ids/2").status()).isEqualTo(200));
                assertThat(old.post("/subjects/s/versions", Http.schema(V1))
                                .body()
                                .path("id")
                                .asInt())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("many clients that register at once agree on ids")
    void concurrently() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int call = 0; call < 32; call++) {
                String schema = record("{\"name\":\"f" + call % 4 + "\",\"type\":\"string\",\"default\":\"\"}");
                String where = "concurrent-" + call % 8;
                calls.add(() -> http.post("/subjects/" + where + "/versions", Http.schema(schema))
                        .body()
                        .path("id")
                        .asInt());
            }
            List<Integer> ids = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                ids.add(answer.get());
            }
            for (int call = 0; call < 32; call++) {
                assertThat(ids.get(call)).isPositive().isEqualTo(ids.get(call % 4));
            }
            assertThat(ids.stream().distinct()).hasSize(4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("records in the topic that are not a registry's are skipped")
    void foreignRecords() throws Exception {
        String topic = "foreign._schemas";
        RegistryConfig config =
                RegistryConfig.local(broker.bootstrapServers(), 0).withTopic(topic);
        try (SchemaRegistryServer before = SchemaRegistryServer.start(config)) {
            new Http(before.url()).post("/subjects/s/versions", Http.schema(V1));
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, bytes("not json"), bytes("x")))
                    .get();
            producer.send(new ProducerRecord<>(topic, bytes("{\"keytype\":\"NOOP\",\"magic\":0}"), bytes("{}")))
                    .get();
        }
        try (SchemaRegistryServer after = SchemaRegistryServer.start(config)) {
            assertThat(new Http(after.url()).get("/subjects").body()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a topic that is not compacted is refused with a line that names it")
    void notCompacted() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("plain", 2, (short) 1)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> SchemaRegistryServer.start(
                        RegistryConfig.local(broker.bootstrapServers(), 0).withTopic("plain")))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining("topic plain has 2 partitions");
    }

    @Test
    @DisplayName("a taken port is refused with a line that names it")
    void takenPort() {
        int port = URI.create(url()).getPort();
        assertThatThrownBy(() -> SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), port)))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    @DisplayName("compatibility is FULL_TRANSITIVE until another level is set, and again when it is taken back")
    void defaultLevel() {
        assertThat(http.get("/config").body().path("compatibilityLevel").asText())
                .isEqualTo("FULL_TRANSITIVE");
        http.post("/subjects/" + subject + "/versions", Http.schema(V1));
        assertThat(http.post("/subjects/" + subject + "/versions", Http.schema(CLASHING))
                        .errorCode())
                .isEqualTo(409);

        assertThat(http.get("/config/" + subject).errorCode()).isEqualTo(40408);
        assertThat(http.get("/config/" + subject + "?defaultToGlobal=true")
                        .body()
                        .path("compatibilityLevel")
                        .asText())
                .isEqualTo("FULL_TRANSITIVE");
        assertThat(http.put("/config/" + subject, "{\"compatibility\":\"none\"}")
                        .body()
                        .path("compatibility")
                        .asText())
                .isEqualTo("NONE");
        assertThat(http.post("/subjects/" + subject + "/versions", Http.schema(CLASHING))
                        .status())
                .isEqualTo(200);
        assertThat(http.delete("/config/" + subject)
                        .body()
                        .path("compatibilityLevel")
                        .asText())
                .isEqualTo("NONE");
        assertThat(http.get("/config/" + subject).errorCode()).isEqualTo(40408);
    }

    @Test
    @DisplayName("a verbose check says why")
    void verbose() throws Exception {
        client.register(subject, new AvroSchema(V1));
        assertThat(client.testCompatibilityVerbose(subject, new AvroSchema(CLASHING)))
                .isNotEmpty()
                .anySatisfy(message -> assertThat(message).contains("c"));
        assertThat(client.testCompatibilityVerbose(subject, new AvroSchema(V2))).isEmpty();
        assertThat(http.post("/compatibility/subjects/" + subject + "/versions", Http.schema(CLASHING))
                        .body())
                .isEqualTo(Http.object().put("is_compatible", false));
        assertThat(http.post("/compatibility/subjects/" + subject + "/versions/7", Http.schema(V2))
                        .errorCode())
                .isEqualTo(40402);
    }

    @Test
    @DisplayName("deleting for good needs deleting softly first, and each is refused a second time")
    void permanently() {
        http.post("/subjects/" + subject + "/versions", Http.schema(V1));
        http.post("/subjects/" + subject + "/versions", Http.schema(V2));
        String path = "/subjects/" + subject;

        assertThat(http.delete(path + "?permanent=true").errorCode()).isEqualTo(40405);
        assertThat(http.delete(path + "/versions/1?permanent=true").errorCode()).isEqualTo(40407);
        assertThat(http.delete(path + "/versions/1").body().asInt()).isEqualTo(1);
        assertThat(http.delete(path + "/versions/1").errorCode()).isEqualTo(40406);
        assertThat(http.delete(path + "/versions/1?permanent=true").body().asInt())
                .isEqualTo(1);
        assertThat(numbers(http.get(path + "/versions?deleted=true"))).containsExactly(2);
        assertThat(numbers(http.delete(path))).containsExactly(2);
        assertThat(http.delete(path).errorCode()).isEqualTo(40404);
        assertThat(numbers(http.get(path + "/versions?deleted=true"))).containsExactly(2);
        assertThat(numbers(http.delete(path + "?permanent=true"))).containsExactly(2);
        assertThat(http.delete(path).errorCode()).isEqualTo(40401);
    }

    @Test
    @DisplayName("what this registry does not keep is refused by name: other types, references, other modes")
    void notKept() {
        String path = "/subjects/" + subject + "/versions";
        assertThat(http.post(path, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}")
                        .errorCode())
                .isEqualTo(42201);
        Http.Answer references = http.post(
                path,
                "{\"schema\":\"\\\"string\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"b\",\"version\":1}]}");
        assertThat(references.errorCode()).isEqualTo(42201);
        assertThat(references.body().path("message").asText()).contains("references");
        assertThat(http.put("/mode", "{\"mode\":\"IMPORT\"}").errorCode()).isEqualTo(42204);
        assertThat(http.put("/mode", "{\"mode\":\"READWRITE\"}").status()).isEqualTo(200);
        assertThat(http.get("/mode/" + subject).errorCode()).isEqualTo(40409);
    }

    @Test
    @DisplayName("paths, methods and bodies that make no sense are 404, 405 and 400, never 500")
    void nonsense() {
        assertThat(http.get("/").status()).isEqualTo(200);
        assertThat(http.get("/").contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(http.get("/nothing").errorCode()).isEqualTo(404);
        assertThat(http.get("/subjects/a/b/c/d/e").errorCode()).isEqualTo(404);
        assertThat(http.get("/schemas/ids").errorCode()).isEqualTo(404);
        assertThat(http.get("/schemas/ids/x").errorCode()).isEqualTo(400);
        assertThat(http.put("/subjects", "{}").errorCode()).isEqualTo(405);
        assertThat(http.post("/subjects/" + subject + "/versions", "{").errorCode())
                .isEqualTo(400);
        assertThat(http.post("/subjects/" + subject + "/versions", "[]").errorCode())
                .isEqualTo(42201);
        assertThat(http.post("/subjects/" + subject + "/versions", "{}").errorCode())
                .isEqualTo(42201);
        for (String version : new String[] {"0", "-2", "first", "99999999999"}) {
            assertThat(http.get("/subjects/" + subject + "/versions/" + version).errorCode())
                    .isEqualTo(42202);
        }
    }

    @Test
    @DisplayName("a subject may have any name that can be URL-encoded")
    void oddNames() throws Exception {
        for (String odd : new String[] {"a b", "a+b", "a/b", "a%b", "a?b=c"}) {
            client.register(odd, new AvroSchema(V1));
            assertThat(client.getAllVersions(odd)).as(odd).containsExactly(1);
            assertThat(client.getAllSubjects()).contains(odd);
        }
        http.post("/subjects/%C3%A4/versions", Http.schema(V1));
        assertThat(client.getAllSubjects()).contains("ä");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
