package io.rollcall.kubeapi.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the documents say of types. */
class OpenApiTest {

    private static final OpenApi API = new OpenApi("test");
    private static final String CORE = "/components/schemas/io.k8s.api.core.v1.";
    private static final List<JsonNode> DOCUMENTS =
            List.of(document("api", "v1"), document("apis", "apps", "v1"), Json.parse(text(API.swagger())));

    @Test
    @DisplayName("no schema and no field in any document is bare: each has a type or leads to one, and says what it is")
    void nothingBare() {
        List<String> bare = new ArrayList<>();
        int seen = 0;
        for (JsonNode document : DOCUMENTS) {
            JsonNode schemas = document.at(document.has("swagger") ? "/definitions" : "/components/schemas");
            for (var schema : schemas.properties()) {
                seen++;
                described(schema.getKey(), schema.getValue(), bare);
                if (schema.getValue().path("properties").isEmpty()) {
                    bare.add(schema.getKey() + ": no fields");
                }
                for (var field : schema.getValue().path("properties").properties()) {
                    String at = schema.getKey() + "." + field.getKey();
                    described(at, field.getValue(), bare);
                    typed(at, field.getValue(), bare);
                }
            }
        }
        assertThat(bare).isEmpty();
        assertThat(seen).isGreaterThan(300);
    }

    @Test
    @DisplayName("the documents say how lists, maps and structures merge, what is required, and which values there are")
    void structure() {
        JsonNode apps = DOCUMENTS.get(1);
        JsonNode ports = apps.at(CORE + "Container/properties/ports");
        assertThat(Json.text(ports.path("x-kubernetes-list-map-keys"))).isEqualTo("[\"containerPort\",\"protocol\"]");
        assertThat(ports.path("x-kubernetes-list-type").asText()).isEqualTo("map");
        assertThat(ports.path("x-kubernetes-patch-merge-key").asText()).isEqualTo("containerPort");
        assertThat(apps.at(CORE + "ContainerPort/properties/protocol/default").asText())
                .isEqualTo("TCP");
        JsonNode pod = apps.at(CORE + "PodSpec/properties");
        assertThat(pod.at("/volumes/x-kubernetes-patch-strategy").asText()).isEqualTo("merge,retainKeys");
        assertThat(pod.at("/tolerations/x-kubernetes-list-type").asText()).isEqualTo("atomic");
        assertThat(pod.at("/nodeSelector/x-kubernetes-map-type").asText()).isEqualTo("atomic");
        assertThat(Json.text(apps.at(CORE + "PodSpec/required"))).isEqualTo("[\"containers\"]");
        assertThat(Json.text(apps.at(CORE + "Toleration/properties/effect/enum")))
                .contains("NoExecute");
        String meta = "/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.";
        assertThat(apps.at(meta + "LabelSelector/x-kubernetes-map-type").asText())
                .isEqualTo("atomic");
        assertThat(apps.at(meta + "ObjectMeta/properties/finalizers/x-kubernetes-list-type")
                        .asText())
                .isEqualTo("set");
        JsonNode old = DOCUMENTS.get(2).at("/definitions/io.k8s.api.core.v1.PodSpec");
        assertThat(old.at("/properties/volumes/x-kubernetes-patch-strategy").asText())
                .isEqualTo("merge,retainKeys");
        assertThat(Json.text(old.path("required"))).isEqualTo("[\"containers\"]");
    }

    private static void described(String at, JsonNode schema, List<String> bare) {
        if (schema.path("description").asText("").isBlank()) {
            bare.add(at + ": no description");
        }
    }

    private static void typed(String at, JsonNode schema, List<String> bare) {
        boolean anything = schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || schema.path("x-kubernetes-int-or-string").asBoolean();
        switch (schema.path("type").asText("")) {
            case "array" -> typed(at + "[]", schema.path("items"), bare);
            case "object" -> {
                if (!anything) {
                    typed(at + "{}", schema.path("additionalProperties"), bare);
                }
            }
            case "" -> {
                if (!anything && schema.findValuesAsText("$ref").isEmpty()) {
                    bare.add(at + ": no type");
                }
            }
            default -> {}
        }
    }

    private static JsonNode document(String... place) {
        return Json.parse(text(API.document(List.of(place))));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
