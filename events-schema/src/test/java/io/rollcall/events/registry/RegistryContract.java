package io.rollcall.events.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import io.confluent.kafka.schemaregistry.client.rest.entities.SubjectVersion;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.SlotRef;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a schema registry must do for Rollcall, whoever made it, asked through Confluent's client and bare HTTP. Each test
 * has subjects of its own, so that one registry serves all.
 */
abstract class RegistryContract {
    static final String V1 = record("{\"name\":\"a\",\"type\":\"string\"}");
    /** A field with a default: goes with V1 in both directions. */
    static final String V2 =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    /** A field without a default: cannot read what V1 wrote. */
    static final String CLASHING = record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"c\",\"type\":\"int\"}");

    private static final AtomicInteger NEXT = new AtomicInteger();

    SchemaRegistryClient client;
    Http http;
    String subject;

    /** Base URL of the registry under test. */
    abstract String url();

    static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"Row\",\"namespace\":\"test\",\"fields\":[" + fields + "]}";
    }

    @BeforeEach
    void ask() {
        client = new CachedSchemaRegistryClient(url(), 100, Map.of("max.retries", 0));
        http = new Http(url());
        subject = "contract-" + NEXT.incrementAndGet() + "-value";
    }

    @Test
    @DisplayName("a registered schema is found by id, by version and as the latest")
    void registered() throws Exception {
        int id = client.register(subject, new AvroSchema(V1));

        assertThat(client.getSchemaById(id)).isEqualTo(new AvroSchema(V1));
        assertThat(client.getSchemaBySubjectAndId(subject, id)).isEqualTo(new AvroSchema(V1));
        assertThat(client.getVersion(subject, new AvroSchema(V1))).isEqualTo(1);
        assertThat(client.getAllSubjects()).contains(subject);
        SchemaMetadata latest = client.getLatestSchemaMetadata(subject);
        assertThat(latest.getId()).isEqualTo(id);
        assertThat(latest.getVersion()).isEqualTo(1);
        assertThat(new AvroSchema(latest.getSchema())).isEqualTo(new AvroSchema(V1));
    }

    @Test
    @DisplayName("the same schema has one id, however often and under whatever subject it is registered")
    void sameSchemaSameId() throws Exception {
        int id = client.register(subject, new AvroSchema(V1));
        client.reset();
        assertThat(client.register(subject, new AvroSchema(V1))).isEqualTo(id);
        assertThat(client.register("other-" + subject, new AvroSchema(V1))).isEqualTo(id);
        assertThat(client.getAllVersions(subject)).containsExactly(1);
        assertThat(client.getAllVersionsById(id))
                .contains(new SubjectVersion(subject, 1), new SubjectVersion("other-" + subject, 1));
    }

    @Test
    @DisplayName("another schema gets another id and the next version")
    void nextVersion() throws Exception {
        int first = client.register(subject, new AvroSchema(V1));
        int second = client.register(subject, new AvroSchema(V2));

        assertThat(second).isNotEqualTo(first);
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
        assertThat(client.getSchemaMetadata(subject, 1).getId()).isEqualTo(first);
        assertThat(client.getSchemaMetadata(subject, 2).getId()).isEqualTo(second);
        assertThat(client.getId(subject, new AvroSchema(V1))).isEqualTo(first);
    }

    @Test
    @DisplayName("a schema that breaks the subject's compatibility is refused with 409 and changes nothing")
    void incompatible() throws Exception {
        client.register(subject, new AvroSchema(V1));
        client.updateConfig(subject, new Config("FULL_TRANSITIVE"));

        assertThat(client.testCompatibility(subject, new AvroSchema(CLASHING))).isFalse();
        RestClientException refused = refused(() -> client.register(subject, new AvroSchema(CLASHING)));
        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(client.getAllVersions(subject)).containsExactly(1);

        assertThat(client.testCompatibility(subject, new AvroSchema(V2))).isTrue();
        client.register(subject, new AvroSchema(V2));
    }

    @Test
    @DisplayName("transitive levels look at every version, the others at the latest")
    void transitive() throws Exception {
        String optional = record("{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
        String required = record("{\"name\":\"b\",\"type\":\"int\"}");
        client.updateConfig(subject, new Config("NONE"));
        client.register(subject, new AvroSchema(record("")));
        client.register(subject, new AvroSchema(optional));

        client.updateConfig(subject, new Config("BACKWARD_TRANSITIVE"));
        assertThat(refused(() -> client.register(subject, new AvroSchema(required)))
                        .getStatus())
                .isEqualTo(409);
        client.updateConfig(subject, new Config("BACKWARD"));
        client.register(subject, new AvroSchema(required));
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("a subject's level is what was set")
    void level() throws Exception {
        client.register(subject, new AvroSchema(V1));
        client.updateConfig(subject, new Config("FORWARD"));
        assertThat(client.getConfig(subject).getCompatibilityLevel()).isEqualTo("FORWARD");
    }

    @Test
    @DisplayName("a softly deleted version is no longer listed and still found by id")
    void deleteVersion() throws Exception {
        int id = client.register(subject, new AvroSchema(V1));
        client.register(subject, new AvroSchema(V2));

        assertThat(client.deleteSchemaVersion(subject, "1")).isEqualTo(1);
        assertThat(client.getAllVersions(subject)).containsExactly(2);
        client.reset();
        assertThat(client.getSchemaById(id)).isEqualTo(new AvroSchema(V1));
    }

    @Test
    @DisplayName("a softly deleted subject is no longer listed, and its schema keeps its id when it comes back")
    void deleteSubject() throws Exception {
        int id = client.register(subject, new AvroSchema(V1));

        assertThat(client.deleteSubject(subject)).containsExactly(1);
        assertThat(client.getAllSubjects()).doesNotContain(subject);
        client.reset();
        assertThat(client.getSchemaById(id)).isEqualTo(new AvroSchema(V1));
        assertThat(client.register(subject, new AvroSchema(V1))).isEqualTo(id);
        assertThat(client.getAllSubjects()).contains(subject);
    }

    @Test
    @DisplayName("what is not there is 404 with Confluent's codes")
    void notFound() throws Exception {
        client.register(subject, new AvroSchema(V1));

        assertThat(http.get("/subjects/nobody/versions").errorCode()).isEqualTo(40401);
        assertThat(http.get("/subjects/nobody/versions/latest").errorCode()).isEqualTo(40401);
        assertThat(http.get("/subjects/" + subject + "/versions/9").errorCode()).isEqualTo(40402);
        assertThat(http.get("/schemas/ids/987654").errorCode()).isEqualTo(40403);
        assertThat(http.post("/subjects/" + subject, Http.schema(V2)).errorCode())
                .isEqualTo(40403);
        assertThat(http.get("/schemas/ids/987654").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("what is malformed is 422 with Confluent's codes")
    void malformed() throws Exception {
        client.register(subject, new AvroSchema(V1));

        Http.Answer schema = http.post("/subjects/" + subject + "/versions", Http.schema("{\"type\":\"recrod\"}"));
        assertThat(schema.status()).isEqualTo(422);
        assertThat(schema.errorCode()).isEqualTo(42201);
        assertThat(http.put("/config/" + subject, "{\"compatibility\":\"SOMEHOW\"}")
                        .errorCode())
                .isEqualTo(42203);
    }

    @Test
    @DisplayName("Avro is among the types, and the mode is READWRITE")
    void typesAndMode() throws Exception {
        assertThat(http.get("/schemas/types").body())
                .anyMatch(type -> type.asText().equals("AVRO"));
        assertThat(client.getMode()).isEqualTo("READWRITE");
    }

    @Test
    @DisplayName("the bare schema of a version can be fetched")
    void bareSchema() throws Exception {
        client.register(subject, new AvroSchema(V1));
        assertThat(http.get("/subjects/" + subject + "/versions/latest/schema")
                        .body()
                        .path("name")
                        .asText())
                .isEqualTo("Row");
    }

    @Test
    @DisplayName("every value schema of Rollcall is registered, read back and lets itself be registered again")
    void ourSchemas() throws Exception {
        TopicNames names = new TopicNames("ours-" + NEXT.incrementAndGet());
        for (Topic<?> topic : TopicCatalogue.all()) {
            AvroSchema schema = new AvroSchema(SpecificData.get().getSchema(topic.value()));
            int id = client.register(names.valueSubject(topic), schema);
            client.reset();
            assertThat(client.getSchemaById(id)).isEqualTo(schema);
            assertThat(client.register(names.valueSubject(topic), schema)).isEqualTo(id);
        }
        assertThat(client.getAllSubjects())
                .containsAll(TopicCatalogue.all().stream()
                        .<String>map(names::valueSubject)
                        .toList());
    }

    @Test
    @DisplayName("a value written with our serdes is read by others that know nothing but the registry")
    void serdes() {
        TopicNames names = new TopicNames("serdes-" + NEXT.incrementAndGet());
        String topic = names.of(TopicCatalogue.COMMAND_RESULTS);
        CommandResult result = result();
        byte[] bytes = written(new AvroSerdes(url()), topic, result);

        assertThat(new AvroSerdes(url()).safe(TopicCatalogue.COMMAND_RESULTS).decode(topic, bytes))
                .isEqualTo(new Decoded.Value<>(result));
        try (KafkaAvroDeserializer generic = new KafkaAvroDeserializer(client)) {
            assertThat(((GenericRecord) generic.deserialize(topic, bytes)).get("eventId"))
                    .hasToString("e-1");
        }
    }

    @Test
    @DisplayName("an id that the registry does not know is a fault of the record, not of the registry")
    void unknownId() {
        byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).array();
        assertThat(new AvroSerdes(url()).safe(TopicCatalogue.COMMAND_RESULTS).decode("t", bytes))
                .isInstanceOfSatisfying(
                        Decoded.Fault.class,
                        fault -> assertThat(fault.code()).isEqualTo(Decoded.FaultCode.UNKNOWN_SCHEMA));
    }

    static byte[] written(AvroSerdes serdes, String topic, CommandResult result) {
        byte[] bytes = serdes.serializer(TopicCatalogue.COMMAND_RESULTS).serialize(topic, result);
        assertThat(bytes).isNotNull();
        return bytes == null ? new byte[0] : bytes;
    }

    static CommandResult result() {
        return CommandResult.newBuilder()
                .setEventId("e-1")
                .setObservedAt(Instant.parse("2026-01-02T03:04:05Z"))
                .setResult(CommandResultObserved.newBuilder()
                        .setCommandId("0-1-0")
                        .setSlot(new SlotRef(new DaemonSetRef("default", "agent", "uid"), "n1"))
                        .setSlotSeq(1)
                        .setOutcome(CommandOutcome.DONE)
                        .build())
                .build();
    }

    static RestClientException refused(ThrowingCallable call) {
        RestClientException refused = catchThrowableOfType(RestClientException.class, call);
        assertThat(refused).as("refused").isNotNull();
        return refused;
    }

    static List<Integer> numbers(Http.Answer answer) {
        List<Integer> numbers = new ArrayList<>();
        answer.body().forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }
}
