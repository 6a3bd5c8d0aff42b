package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.JOURNAL;
import static io.rollcall.events.topics.TopicCatalogue.POD_EVENTS;
import static io.rollcall.projector.Given.event;
import static io.rollcall.projector.Given.running;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.rollcall.events.JournalRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the server say the same. */
class OpenApiTest {

    /** What stands in for the parts of paths that are parameters. */
    private static final Map<String, String> PARTS = Map.of("namespace", "default", "name", "nginx", "node", "n2");

    @TempDir
    private Path folder;

    private Served served;
    private JsonNode document;

    @BeforeEach
    void start() throws Exception {
        served = new Served(folder, WebSettings.local(0));
        served.view.fold(served.records
                .add(POD_EVENTS, "default/a", event(running("a", "n2")))
                .add(
                        JOURNAL,
                        "default/a",
                        new JournalRecord(null, null, running("a", "n2").build())));
        document = served.ask.json("/openapi.json");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    @DisplayName("what is served is described, what is described is served")
    void complete() {
        SortedSet<String> described = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(served.web.routes());
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    @DisplayName("each operation has a name of its own, each schema is one, each reference leads somewhere")
    void sound() {
        assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        document.at("/components/schemas").fields().forEachRemaining(schema -> {
            assertThat(schema.getKey()).matches("[A-Za-z]+");
            assertThat(meta.validate(schema.getValue())).as(schema.getKey()).isEmpty();
        });
    }

    @Test
    @DisplayName("every answer is as described, with nothing that is not; so is every problem")
    void answers() throws Exception {
        List<String> checked = new ArrayList<>();
        ObjectNode strict = document.deepCopy();
        strict.at("/components/schemas").forEach(OpenApiTest::nothingElse);
        for (var path : document.path("paths").properties()) {
            JsonNode operation = path.getValue().path("get");
            JsonNode schema = operation.at("/responses/200/content/application~1json/schema");
            if (schema.isMissingNode()) {
                continue;
            }
            for (String url : urls(path.getKey(), operation)) {
                HttpResponse<String> answer = served.ask.get(url, "Accept", "application/json");
                assertThat(answer.statusCode()).as(url + ": " + answer.body()).isEqualTo(200);
                assertThat(schema(strict, schema).validate(Asking.json(answer)))
                        .as(url + ": " + answer.body())
                        .isEmpty();
                checked.add(url);
            }
        }
        System.out.println("OpenApiTest: answers checked: " + checked);
        assertThat(checked).hasSizeGreaterThanOrEqualTo(8);
        HttpResponse<String> problem = served.ask.get("/api/v1/nothing");
        JsonNode schema = document.at("/components/responses/Problem/content/application~1problem+json/schema");
        assertThat(schema(strict, schema).validate(Asking.json(problem))).isEmpty();
    }

    /** The path alone, and with a node where one may be named. */
    private static List<String> urls(String path, JsonNode operation) {
        String url = path.startsWith("/api/v1/pods/") ? path.replace("{name}", "a") : path;
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            url = url.replace("{" + part.getKey() + "}", part.getValue());
        }
        List<String> urls = new ArrayList<>(List.of(url));
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("name").asText().equals("node")
                    && parameter.path("in").asText().equals("query")) {
                urls.add(url + "?node=n1");
            }
        }
        return urls;
    }

    private static void nothingElse(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
        }
    }

    private static JsonSchema schema(JsonNode document, JsonNode schema) {
        ObjectNode whole = document.deepCopy();
        whole.removeAll();
        whole.set("components", document.path("components"));
        whole.setAll((ObjectNode) schema);
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole, config);
    }
}
