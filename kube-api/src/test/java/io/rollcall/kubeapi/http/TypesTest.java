package io.rollcall.kubeapi.http;

import static io.rollcall.kubeapi.http.ApiFixture.DAEMON_SETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.http.ApiFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The types of objects: as documents, and as what is done about fields that they do not have. */
class TypesTest {

    private static final String SCHEMAS = "/components/schemas/";

    private final ApiFixture api = new ApiFixture(100);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("the OpenAPI documents name what clients look for: kinds, merge keys, the parameter fieldValidation")
    void documents() {
        String place = api.get("/openapi/v3")
                .json()
                .at("/paths/apis~1apps~1v1/serverRelativeURL")
                .asText();
        JsonNode document = api.get(place).json();
        JsonNode daemonSet = document.at(SCHEMAS + "io.k8s.api.apps.v1.DaemonSet");
        assertThat(daemonSet.at("/x-kubernetes-group-version-kind/0/kind").asText())
                .isEqualTo("DaemonSet");
        JsonNode pod = document.at(SCHEMAS + "io.k8s.api.core.v1.PodSpec/properties");
        assertThat(pod.at("/containers/x-kubernetes-patch-merge-key").asText()).isEqualTo("name");
        assertThat(pod.path("tolerations").has("x-kubernetes-patch-merge-key")).isFalse();
        JsonNode patch = document.at("/paths/~1apis~1apps~1v1~1namespaces~1{namespace}~1daemonsets~1{name}/patch");
        assertThat(patch.path("parameters").findValuesAsText("name")).contains("fieldValidation");
        assertThat(patch.at("/requestBody/content").has("application/strategic-merge-patch+json"))
                .isTrue();
        assertThat(api.get("/openapi/v3/api/v1")
                        .json()
                        .at(SCHEMAS + "io.k8s.api.core.v1.Node")
                        .isObject())
                .isTrue();
        assertThat(api.get("/openapi/v3/apis/nope/v1").code()).isEqualTo(404);
    }

    @Test
    @DisplayName("every reference in a document leads to a schema")
    void references() {
        for (String place : new String[] {"/openapi/v3/api/v1", "/openapi/v3/apis/apps/v1"}) {
            JsonNode document = api.get(place).json();
            assertThat(document.findValuesAsText("$ref"))
                    .isNotEmpty()
                    .allMatch(reference -> document.at(reference.substring(1)).isObject());
        }
    }

    @Test
    @DisplayName("OpenAPI version 2 says the same to older clients, as JSON or as the message they ask for")
    void version2() {
        JsonNode json = api.get("/openapi/v2").json();
        JsonNode daemonSet = json.at("/definitions/io.k8s.api.apps.v1.DaemonSet");
        assertThat(daemonSet.at("/properties/spec/$ref").asText())
                .isEqualTo("#/definitions/io.k8s.api.apps.v1.DaemonSetSpec");
        assertThat(json.findValuesAsText("$ref"))
                .isNotEmpty()
                .allMatch(reference -> json.at(reference.substring(1)).isObject());
        assertThat(json.at("/paths/~1apis~1apps~1v1~1namespaces~1{namespace}~1daemonsets~1{name}/patch/parameters")
                        .findValuesAsText("name"))
                .contains("dryRun");
        String wanted = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
        Answer message = api.get("/openapi/v2", wanted);
        assertThat(message.contentType()).isEqualTo("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
        assertThat(message.text()).contains("io.k8s.api.apps.v1.DaemonSetSpec");
        assertThat(api.get("/openapi/v2", "text/html").code()).isEqualTo(406);
    }

    @Test
    @DisplayName("a field that the type does not have is refused, warned of or passed over, as wanted")
    void unknownFields() {
        String misspelled = ApiFixture.daemonSet("a").replace("\"image\":", "\"imge\":\"x\",\"image\":");
        Answer refused = api.post(DAEMON_SETS + "?fieldValidation=Strict", misspelled);
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.json().path("message").asText())
                .endsWith("strict decoding error: unknown field \"spec.template.spec.containers[0].imge\"");
        Answer warned = api.post(DAEMON_SETS, misspelled);
        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.response().headers().firstValue("Warning"))
                .hasValue("299 - \"unknown field \\\"spec.template.spec.containers[0].imge\\\"\"");
        Answer passed = api.put(DAEMON_SETS + "/a?fieldValidation=Ignore", misspelled);
        assertThat(passed.response().headers().firstValue("Warning")).isEmpty();
        Answer patched =
                api.patch(DAEMON_SETS + "/a?fieldValidation=Strict", "merge-patch+json", "{\"spec\":{\"bogus\":1}}");
        assertThat(patched.code()).isEqualTo(400);
        assertThat(api.post(DAEMON_SETS + "?fieldValidation=Maybe", misspelled).code())
                .isEqualTo(422);
    }
}
