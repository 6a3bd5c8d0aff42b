package io.rollcall.kubeapi.http;

import static io.rollcall.kubeapi.http.ApiFixture.DAEMON_SETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.http.ApiFixture.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes over HTTP. */
class WriteTest {

    private final ApiFixture api = new ApiFixture(1_000);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("create, replace and get give the object with its new version")
    void createAndReplace() {
        Answer made = api.post(DAEMON_SETS + "?fieldManager=kubectl-create", ApiFixture.daemonSet("a"));
        assertThat(made.code()).isEqualTo(201);
        assertThat(made.json().at("/metadata/namespace").asText()).isEqualTo("default");
        Answer replaced = api.put(DAEMON_SETS + "/a", ApiFixture.daemonSet("a").replace("1.27", "1.28"));
        assertThat(replaced.code()).isEqualTo(200);
        assertThat(replaced.json().at("/metadata/generation").asInt()).isEqualTo(2);
        assertThat(api.get(DAEMON_SETS + "/a").json()).isEqualTo(replaced.json());
        Answer named = api.post(
                "/api/v1/namespaces/default/pods",
                ApiFixture.pod("x", "n").replace("\"name\":\"x\"", "\"generateName\":\"web-\""));
        assertThat(named.json().at("/metadata/name").asText()).matches("web-[a-z0-9]{5}");
    }

    @Test
    @DisplayName("each way to patch changes what it says")
    void patches() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        JsonNode merged = api.patch(
                        DAEMON_SETS + "/a", "merge-patch+json", "{\"metadata\":{\"labels\":{\"tier\":null}}}")
                .json();
        assertThat(merged.at("/metadata/labels").toString()).isEqualTo("{\"app\":\"a\"}");
        JsonNode strategic = api.patch(
                        DAEMON_SETS + "/a",
                        "strategic-merge-patch+json",
                        "{\"spec\":{\"template\":{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"main\"}],"
                                + "\"containers\":[{\"name\":\"main\",\"image\":\"nginx:2\"}]}}}}")
                .json();
        assertThat(strategic.at("/spec/template/spec/containers/0/image").asText())
                .isEqualTo("nginx:2");
        JsonNode edited = api.patch(
                        DAEMON_SETS + "/a",
                        "json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/metadata/labels/x\",\"value\":\"y\"}]")
                .json();
        assertThat(edited.at("/metadata/labels/x").asText()).isEqualTo("y");
        JsonNode status = api.patch(
                        DAEMON_SETS + "/a/status", "merge-patch+json", "{\"status\":{\"numberReady\":2},\"spec\":null}")
                .json();
        assertThat(status.at("/status/numberReady").asInt()).isEqualTo(2);
        assertThat(status.has("spec")).isTrue();
    }

    @Test
    @DisplayName("apply makes an object, and takes away what the same manager does not apply any more")
    void apply() {
        String path = DAEMON_SETS + "/a?fieldManager=me";
        String two = ApiFixture.daemonSet("a")
                .replace(
                        "\"image\":\"nginx:1.27\"",
                        "\"image\":\"nginx:1.27\",\"env\":[{\"name\":\"A\",\"value\":\"1\"}]");
        assertThat(api.patch(path, "apply-patch+yaml", two).code()).isEqualTo(201);
        api.patch(DAEMON_SETS + "/a", "merge-patch+json", "{\"spec\":{\"minReadySeconds\":4}}");
        Answer again = api.patch(path, "apply-patch+yaml", ApiFixture.daemonSet("a"));
        assertThat(again.code()).isEqualTo(200);
        assertThat(again.json().at("/spec/template/spec/containers/0").has("env"))
                .isFalse();
        assertThat(again.json().at("/spec/minReadySeconds").asInt()).isEqualTo(4);
        assertThat(again.json()
                        .at("/metadata/managedFields/0/fieldsV1/f:spec/f:template/f:spec/f:containers")
                        .toString())
                .contains("k:{\\\"name\\\":\\\"main\\\"}");
        Answer same = api.patch(path, "apply-patch+yaml", ApiFixture.daemonSet("a"));
        assertThat(same.json().at("/metadata/resourceVersion"))
                .isEqualTo(again.json().at("/metadata/resourceVersion"));
        Answer nameless = api.patch(DAEMON_SETS + "/a", "apply-patch+yaml", ApiFixture.daemonSet("a"));
        assertThat(nameless.code()).isEqualTo(422);
        assertThat(api.patch(DAEMON_SETS + "/b?fieldManager=me", "apply-patch+yaml", "metadata: {name: b}\nspec: {}\n")
                        .code())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("a dry run answers and changes nothing")
    void dryRun() {
        assertThat(api.post(DAEMON_SETS + "?dryRun=All", ApiFixture.daemonSet("a"))
                        .code())
                .isEqualTo(201);
        assertThat(api.get(DAEMON_SETS + "/a").code()).isEqualTo(404);
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        assertThat(api.delete(DAEMON_SETS + "/a", "{\"dryRun\":[\"All\"]}").code())
                .isEqualTo(200);
        assertThat(api.patch(DAEMON_SETS + "/a?dryRun=All", "merge-patch+json", "{\"spec\":{\"minReadySeconds\":4}}")
                        .json()
                        .at("/spec/minReadySeconds")
                        .asInt())
                .isEqualTo(4);
        assertThat(api.get(DAEMON_SETS + "/a").json().at("/spec").has("minReadySeconds"))
                .isFalse();
        assertThat(api.post(DAEMON_SETS + "?dryRun=Some", ApiFixture.daemonSet("b"))
                        .code())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("a deletion says what became of the object")
    void delete() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        JsonNode waiting = api.delete(DAEMON_SETS + "/a", "{\"propagationPolicy\":\"Foreground\"}")
                .json();
        assertThat(waiting.at("/metadata/finalizers/0").asText()).isEqualTo("foregroundDeletion");
        api.post(DAEMON_SETS, ApiFixture.daemonSet("b"));
        JsonNode gone = api.delete(DAEMON_SETS + "/b", "{\"propagationPolicy\":\"Background\"}")
                .json();
        assertThat(gone.path("status").asText()).isEqualTo("Success");
        assertThat(gone.at("/details/kind").asText()).isEqualTo("daemonsets");
        api.post("/api/v1/namespaces/default/pods", ApiFixture.pod("p", "n"));
        JsonNode pod = api.delete("/api/v1/namespaces/default/pods/p?gracePeriodSeconds=0", null)
                .json();
        assertThat(pod.path("kind").asText()).isEqualTo("Pod");
        api.post("/api/v1/namespaces/default/pods", ApiFixture.pod("q", ""));
        JsonNode all = api.delete("/api/v1/namespaces/default/pods?labelSelector=app%3Dweb", null)
                .json();
        assertThat(all.path("kind").asText()).isEqualTo("PodList");
        assertThat(api.get("/api/v1/pods").json().path("items")).isEmpty();
    }

    @Test
    @DisplayName("options and access reviews are read in Protocol Buffers too, as kubectl sends them")
    void protobuf() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        byte[] options = Protobuf.object("v1", "DeleteOptions", Protobuf.text(4, "Foreground"));
        Answer waiting = api.sendBytes(
                "DELETE", DAEMON_SETS + "/a", "application/json", "application/vnd.kubernetes.protobuf", options);
        assertThat(waiting.json().at("/metadata/finalizers/0").asText()).isEqualTo("foregroundDeletion");
        byte[] attributes =
                Protobuf.join(Protobuf.text(1, "default"), Protobuf.text(2, "create"), Protobuf.text(5, "daemonsets"));
        byte[] review = Protobuf.object(
                "authorization.k8s.io/v1", "SelfSubjectAccessReview", Protobuf.bytes(2, Protobuf.bytes(1, attributes)));
        Answer allowed = api.sendBytes(
                "POST",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "application/vnd.kubernetes.protobuf,application/json",
                "application/vnd.kubernetes.protobuf",
                review);
        assertThat(allowed.code()).isEqualTo(201);
        assertThat(allowed.json().at("/status/allowed").asBoolean()).isTrue();
        assertThat(allowed.json().at("/spec/resourceAttributes/resource").asText())
                .isEqualTo("daemonsets");
        byte[] rules = Protobuf.object(
                "authorization.k8s.io/v1", "SelfSubjectRulesReview", Protobuf.bytes(2, Protobuf.text(1, "default")));
        Answer all = api.sendBytes(
                "POST",
                "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
                "application/vnd.kubernetes.protobuf,application/json",
                "application/vnd.kubernetes.protobuf",
                rules);
        assertThat(all.code()).isEqualTo(201);
        assertThat(all.json().at("/status/resourceRules/0/verbs/0").asText()).isEqualTo("*");
        byte[] self = Protobuf.object("authentication.k8s.io/v1", "SelfSubjectReview", new byte[0]);
        Answer me = api.sendBytes(
                "POST",
                "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                "application/vnd.kubernetes.protobuf,application/json",
                "application/vnd.kubernetes.protobuf",
                self);
        assertThat(me.json().at("/status/userInfo/username").asText()).isEqualTo("rollcall:writer");
        Answer other = api.sendBytes(
                "POST", DAEMON_SETS, "application/json", "application/vnd.kubernetes.protobuf", new byte[] {'k'});
        assertThat(other.code()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | daemonsets/a                   | {}                                        | application/json | 405 | MethodNotAllowed
            GET    | daemonset                      |                                           |                  | 404 | NotFound
            GET    | daemonsets/a/scale             |                                           |                  | 404 | NotFound
            GET    | daemonsets/ghost               |                                           |                  | 404 | NotFound
            DELETE | daemonsets/ghost               |                                           |                  | 404 | NotFound
            PATCH  | daemonsets/ghost               | {}                                        | application/merge-patch+json | 404 | NotFound
            PATCH  | daemonsets/a                   | {}                                        | application/json | 415 | UnsupportedMediaType
            PATCH  | daemonsets/a                   | {                                         | application/merge-patch+json | 400 | BadRequest
            PATCH  | daemonsets/a                   | [{"op":"remove","path":"/spec/nothing"}]  | application/json-patch+json | 422 | Invalid
            POST   | daemonsets                     | x                                         | text/plain       | 415 | UnsupportedMediaType
            POST   | daemonsets                     | hello                                     | application/json | 400 | BadRequest
            POST   | daemonsets                     | {"kind":"Deployment"}                     | application/json | 400 | BadRequest
            POST   | daemonsets                     | {"apiVersion":"apps/v1beta1"}             | application/json | 400 | BadRequest
            POST   | daemonsets                     | {"metadata":{"namespace":"other"}}        | application/json | 400 | BadRequest
            PUT    | daemonsets/a                   | {"metadata":{"name":"b"}}                 | application/json | 400 | BadRequest
            PUT    | daemonsets/a                   | {"metadata":{"resourceVersion":"1"}}      | application/json | 409 | Conflict
            DELETE | daemonsets/a                   | {"preconditions":{"uid":"1"}}             | application/json | 409 | Conflict
            DELETE | daemonsets/a                   | {"propagationPolicy":"Sideways"}          | application/json | 422 | Invalid
            GET    | daemonsets?labelSelector=a%20b |                                           |                  | 400 | BadRequest
            GET    | daemonsets?fieldSelector=x%3Dy |                                           |                  | 400 | BadRequest
            GET    | daemonsets?limit=abc           |                                           |                  | 400 | BadRequest
            GET    | daemonsets?resourceVersion=abc |                                           |                  | 500 | ''
            """)
    @DisplayName("what cannot be done is refused with code and reason")
    void refusals(
            String method,
            String path,
            @org.jspecify.annotations.Nullable String body,
            @org.jspecify.annotations.Nullable String contentType,
            int code,
            String reason) {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        Answer answer = api.send(
                method,
                "/apis/apps/v1/namespaces/default/" + path,
                "application/json",
                contentType == null ? "" : contentType,
                body);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("kind").asText()).isEqualTo("Status");
        assertThat(answer.json().path("reason").asText()).isEqualTo(reason);
        assertThat(answer.json().path("code").asInt()).isEqualTo(code);
    }

    @Test
    @DisplayName("a body that is too large is refused as such")
    void tooLarge() {
        Answer refused = api.post(DAEMON_SETS, "\"" + "x".repeat(5 * 1024 * 1024) + "\"");
        assertThat(refused.code()).isEqualTo(413);
        assertThat(refused.json().path("reason").asText()).isEqualTo("RequestEntityTooLarge");
        assertThat(refused.json().path("message").asText()).isEqualTo("Request entity too large: limit is 4194304");
    }

    @Test
    @DisplayName("all objects of a namespace may be deleted by one request, those of all namespaces may not")
    void collections() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        for (String path : List.of(
                "/apis/apps/v1/daemonsets",
                "/apis/apps/v1/controllerrevisions",
                "/api/v1/pods",
                "/api/v1/events",
                "/api/v1/namespaces")) {
            Answer refused = api.delete(path, null);
            assertThat(refused.code()).as(path).isEqualTo(405);
            assertThat(refused.json().path("message").asText())
                    .isEqualTo("the server does not allow this method on the requested resource");
        }
        assertThat(api.get(DAEMON_SETS + "/a").code()).isEqualTo(200);
        assertThat(api.delete(DAEMON_SETS, null).code()).isEqualTo(200);
        assertThat(api.get(DAEMON_SETS + "/a").code()).isEqualTo(404);
    }

    @Test
    @DisplayName("in a namespace that is not there nothing is made, until it is made")
    void namespaces() {
        Answer refused = api.post("/apis/apps/v1/namespaces/nope/daemonsets", ApiFixture.daemonSet("a"));
        assertThat(refused.code()).isEqualTo(404);
        assertThat(refused.json().path("message").asText()).isEqualTo("namespaces \"nope\" not found");
        assertThat(api.post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"nope\"}}")
                        .code())
                .isEqualTo(201);
        assertThat(api.post("/apis/apps/v1/namespaces/nope/daemonsets", ApiFixture.daemonSet("a"))
                        .code())
                .isEqualTo(201);
        assertThat(api.send("DELETE", "/api/v1/namespaces", "application/json", "", "")
                        .code())
                .isEqualTo(405);
        assertThat(api.get("/api/v1/namespaces/default").json().path("kind").asText())
                .isEqualTo("Namespace");
        assertThat(api.get("/api/v1/namespaces/default/status").code()).isEqualTo(200);
    }
}
