package io.rollcall.kubeapi.http;

import static io.rollcall.kubeapi.http.ApiFixture.DAEMON_SETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.http.ApiFixture.Answer;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.managed.LastApplied;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server-side apply of what manifests of DaemonSets have in them. */
class ApplyTest {

    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final ApiFixture api = new ApiFixture(1_000);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("two ports of one number, with names or without, are applied again and again and stay two")
    void ports() {
        for (String ports : List.of(
                "[{\"containerPort\":80},{\"containerPort\":53,\"protocol\":\"UDP\"},{\"containerPort\":53,\"protocol\":\"TCP\"}]",
                "[{\"name\":\"dns\",\"containerPort\":53,\"protocol\":\"UDP\"},{\"name\":\"dns-tcp\",\"containerPort\":53,\"protocol\":\"TCP\"}]")) {
            String manifest = container("\"ports\":" + ports);
            apply("me", manifest, "");
            Answer again = apply("me", manifest, "&force=true");
            assertThat(again.json().at(CONTAINER + "/ports")).isEqualTo(Json.parse(ports));
            assertThat(apply("me", manifest, "").json()).isEqualTo(again.json());
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what is atomic is replaced as a whole")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nodeSelector | {"nodeSelector":{"zone":"a"}} | {"nodeSelector":{"region":"b"}}
            node terms   | {"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchFields":[]}]}}}} | {"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[]}]}}}}
            tolerations  | {"tolerations":[{"key":"a"}]} | {"tolerations":[{"key":"b"}]}
            label selector | {"topologySpreadConstraints":[{"topologyKey":"z","whenUnsatisfiable":"DoNotSchedule","maxSkew":1,"labelSelector":{"matchLabels":{"a":"b"}}}]} | {"topologySpreadConstraints":[{"topologyKey":"z","whenUnsatisfiable":"DoNotSchedule","maxSkew":1,"labelSelector":{"matchExpressions":[{"key":"a","operator":"Exists"}]}}]}
            field        | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}]}]} | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"fieldRef":{"apiVersion":"v2","fieldPath":"spec.nodeName"}}}]}]}
            resource     | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"1m"}}}]}]} | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}}]}]}
            config map   | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"configMapKeyRef":{"name":"a","key":"k","optional":true}}}]}]} | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"configMapKeyRef":{"name":"a","key":"k"}}}]}]}
            secret       | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"secretKeyRef":{"name":"a","key":"k","optional":true}}}]}]} | {"initContainers":[{"name":"i","env":[{"name":"N","valueFrom":{"secretKeyRef":{"name":"b","key":"k"}}}]}]}
            sources      | {"volumes":[{"name":"v","projected":{"sources":[{"secret":{"name":"a"}}]}}]} | {"volumes":[{"name":"v","projected":{"sources":[{"configMap":{"name":"b"}}]}}]}
            arguments    | {"initContainers":[{"name":"i","args":["a","b"]}]} | {"initContainers":[{"name":"i","args":["b"]}]}
            """)
    void atomic(String what, String before, String after) {
        apply("me", pod(before), "");
        JsonNode pod = apply("me", pod(after), "").json().at("/spec/template/spec");
        Json.parse(after)
                .properties()
                .forEach(entry -> assertThat(pod.path(entry.getKey())).isEqualTo(entry.getValue()));
    }

    @Test
    @DisplayName(
            "containers, init containers and variables are in the order in which they are applied; others keep their places")
    void order() {
        apply("me", pod("{\"initContainers\":[{\"name\":\"i1\",\"image\":\"i\"}]}"), "");
        Answer first = apply(
                "me",
                pod(
                        "{\"initContainers\":[{\"name\":\"i0\",\"image\":\"i\"},{\"name\":\"i1\",\"image\":\"i\",\"env\":[{\"name\":\"B\"}]}]}"),
                "");
        assertThat(names(first, "/spec/template/spec/initContainers")).containsExactly("i0", "i1");
        apply(
                "sidecar",
                pod(
                        "{\"initContainers\":[{\"name\":\"i1\",\"env\":[{\"name\":\"A\"},{\"name\":\"B\"}]},{\"name\":\"s\",\"image\":\"s\"},{\"name\":\"i0\"}]}"),
                "");
        Answer mixed = api.get(DAEMON_SETS + "/a");
        assertThat(names(mixed, "/spec/template/spec/initContainers")).containsExactly("i1", "s", "i0");
        assertThat(names(mixed, "/spec/template/spec/initContainers/0/env")).containsExactly("A", "B");
    }

    @Test
    @DisplayName(
            "two entries of one key, or one without its key, are refused, named as a server names them, on a new object and an old one")
    void duplicates() {
        String two =
                pod("{\"initContainers\":[{\"name\":\"b\",\"image\":\"b:1\"},{\"name\":\"b\",\"image\":\"z:1\"}]}");
        String message = "failed to create typed patch object (default/a; apps/v1, Kind=DaemonSet): ";
        for (int i = 0; i < 2; i++) {
            Answer refused = apply("me", two, "");
            assertThat(refused.code()).isEqualTo(500);
            assertThat(refused.json().has("reason")).isFalse();
            assertThat(refused.json().path("message").asText())
                    .isEqualTo(message + ".spec.template.spec.initContainers: duplicate entries for key [name=\"b\"]");
            apply("me", ApiFixture.daemonSet("a"), "");
        }
        Answer both = apply(
                "me",
                container(
                        "\"env\":[{\"name\":\"A\"},{\"name\":\"A\"}],\"ports\":[{\"containerPort\":53},{\"containerPort\":53,\"protocol\":\"TCP\"}]"),
                "");
        assertThat(both.json().path("message").asText())
                .isEqualTo(message + "errors:\n"
                        + "  .spec.template.spec.containers[name=\"main\"].env: duplicate entries for key [name=\"A\"]\n"
                        + "  .spec.template.spec.containers[name=\"main\"].ports: duplicate entries for key"
                        + " [containerPort=53,protocol=\"TCP\"]");
        assertThat(apply("me", pod("{\"initContainers\":[{\"image\":\"x\"}]}"), "")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo(message
                        + ".spec.template.spec.initContainers: element 0: associative list with keys has an element that omits"
                        + " key field \"name\" (and doesn't have default value)");
    }

    @Test
    @DisplayName("an object that has twins, made without apply, may be applied: the applied one takes their place")
    void twins() {
        api.post(
                DAEMON_SETS + "?fieldManager=me",
                container("\"env\":[{\"name\":\"A\"},{\"name\":\"A\",\"value\":\"1\"}]"));
        Answer answer = apply("me", container("\"env\":[{\"name\":\"A\",\"value\":\"2\"}]"), "&force=true");
        assertThat(answer.json().at(CONTAINER + "/env")).isEqualTo(Json.parse("[{\"name\":\"A\",\"value\":\"2\"}]"));
    }

    @Test
    @DisplayName("with the last field of a structure goes what the server completed it with")
    void structures() {
        String probe = "\"livenessProbe\":{\"httpGet\":{\"path\":\"/\",\"port\":80}}";
        apply("me", container(probe), "");
        api.patch(
                DAEMON_SETS + "/a?fieldManager=me",
                "strategic-merge-patch+json",
                "{\"metadata\":{\"managedFields\":"
                        + Json.text(api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields"))
                        + "},\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"main\",\"livenessProbe\":{\"timeoutSeconds\":1}}]}}}}");
        api.patch(
                DAEMON_SETS + "/a?fieldManager=x",
                "json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[" + entry("me", "Apply") + "]}]");
        Answer gone = apply("me", ApiFixture.daemonSet("a"), "");
        assertThat(gone.json().at(CONTAINER).has("livenessProbe")).isFalse();
    }

    private String entry(String manager, String operation) {
        for (JsonNode entry : api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(manager)
                    && entry.path("operation").asText().equals(operation)) {
                return Json.text(entry);
            }
        }
        throw new AssertionError("no " + manager + " " + operation);
    }

    @Test
    @DisplayName(
            "kubectl goes over from client-side to server-side apply: what it applied last is its own, and the annotation keeps step")
    void lastApplied() {
        String before = ApiFixture.daemonSet("a");
        String annotated = withLastApplied(before);
        api.post(DAEMON_SETS + "?fieldManager=kubectl-client-side-apply", annotated);
        api.patch(DAEMON_SETS + "/a?fieldManager=scaler", "merge-patch+json", "{\"spec\":{\"minReadySeconds\":7}}");
        String after =
                before.replace("1.27", "1.28").replace("\"spec\":{\"sel", "\"spec\":{\"minReadySeconds\":9,\"sel");

        assertThat(apply("robot", after, "").code()).as("any other manager").isEqualTo(409);
        Answer refused = apply("kubectl", after, "");
        assertThat(refused.json().path("message").asText())
                .as("a field that somebody else changed")
                .isEqualTo(
                        "Apply failed with 1 conflict: conflict with \"scaler\" using apps/v1: .spec.minReadySeconds");
        Answer applied = apply("kubectl", before.replace("1.27", "1.28"), "");
        assertThat(applied.json().at(CONTAINER + "/image").asText()).isEqualTo("nginx:1.28");
        String last = applied.json()
                .path("metadata")
                .path("annotations")
                .path(LAST_APPLIED)
                .asText();
        assertThat(Json.parse(last).at(CONTAINER + "/image").asText()).isEqualTo("nginx:1.28");
        assertThat(last)
                .startsWith("{\"apiVersion\":\"apps/v1\",\"kind\":\"DaemonSet\",\"metadata\":{")
                .endsWith("\n");
        assertThat(apply("kubectl", before.replace("1.27", "1.28"), "").json()).isEqualTo(applied.json());
    }

    @Test
    @DisplayName(
            "the annotation is written with kubectl's escapes; one that says the same stays to the letter, and nothing is written")
    void lastAppliedToTheLetter() {
        String manifest = container("\"command\":[\"sh\",\"-c\",\"a && b > c < d \\u2028\\u2029\"]")
                .replace("\"name\":\"a\"", "\"name\":\"a\",\"namespace\":\"default\"");
        ObjectNode noted = (ObjectNode) Json.parse(manifest);
        LastApplied.note(noted);
        Answer made = api.post(DAEMON_SETS + "?fieldManager=kubectl-client-side-apply", Json.text(noted));
        apply("kubectl", manifest, "");
        Answer moved = apply("kubectl", manifest, "");
        assertThat(noted(moved)).isEqualTo(noted(made));
        assertThat(apply("kubectl", manifest, "").json()).isEqualTo(moved.json());

        Answer changed = apply("kubectl", manifest.replace("1.27", "1.28"), "");
        assertThat(noted(changed))
                .isEqualTo(noted(made).replace("1.27", "1.28").replace("\"annotations\":{},", ""))
                .contains("a \\u0026\\u0026 b \\u003e c \\u003c d \\u2028\\u2029");
        assertThat(apply("kubectl", manifest.replace("1.27", "1.28"), "").json())
                .isEqualTo(changed.json());
    }

    private static String noted(Answer answer) {
        return answer.json()
                .path("metadata")
                .path("annotations")
                .path(LAST_APPLIED)
                .asText();
    }

    @Test
    @DisplayName("an object of which nobody says who owns what belongs to whoever was there before")
    void beforeFirstApply() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        api.patch(DAEMON_SETS + "/a", "merge-patch+json", "{\"metadata\":{\"managedFields\":[{}]}}");
        assertThat(api.get(DAEMON_SETS + "/a").json().at("/metadata").has("managedFields"))
                .isFalse();
        Answer refused = apply("me", ApiFixture.daemonSet("a").replace("1.27", "1.28"), "");
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.json().path("message").asText())
                .contains("conflict with \"before-first-apply\" using apps/v1: .spec.template.spec.containers");
        Answer same = apply("me", ApiFixture.daemonSet("a"), "");
        assertThat(same.code()).isEqualTo(200);
        assertThat(same.json().at("/metadata/managedFields").findValuesAsText("manager"))
                .containsExactlyInAnyOrder("me", "before-first-apply");
    }

    @Test
    @DisplayName("a field that client-side apply set and somebody else changed since is a conflict")
    void changedSince() {
        api.post(DAEMON_SETS + "?fieldManager=kubectl-client-side-apply", withLastApplied(ApiFixture.daemonSet("a")));
        api.patch(
                DAEMON_SETS + "/a?fieldManager=labeller",
                "merge-patch+json",
                "{\"metadata\":{\"labels\":{\"tier\":\"x\"}}}");
        Answer refused = apply("kubectl", ApiFixture.daemonSet("a"), "");
        assertThat(refused.json().path("message").asText())
                .isEqualTo(
                        "Apply failed with 1 conflict: conflict with \"labeller\" using apps/v1: .metadata.labels.tier");
    }

    @Test
    @DisplayName(
            "who owns what may be sent: times are left out where there are none, nothing and nonsense change nothing, one empty entry"
                    + " resets, and what is no operation or time is refused")
    void sentOwners() {
        api.post(DAEMON_SETS + "?fieldManager=maker", ApiFixture.daemonSet("a"));
        JsonNode present = api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields");
        String untimed = Json.text(present).replaceAll("\"time\":\"[^\"]*\",", "");
        assertThat(owners(untimed)).isEqualTo(Json.parse(untimed));
        assertThat(owners(untimed.replace("\"fieldsType\"", "\"time\":\"\",\"fieldsType\"")))
                .isEqualTo(Json.parse(untimed));
        for (String nothing :
                List.of("[]", "[{\"manager\":\"m\",\"operation\":\"Update\",\"fieldsV1\":{\"v:notjson\":{}}}]")) {
            assertThat(owners(nothing)).as(nothing).isEqualTo(Json.parse(untimed));
        }
        assertThat(write("[{\"manager\":\"m\",\"operation\":\"Guess\",\"fieldsV1\":{\"f:spec\":{}}}]")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo(
                        "DaemonSet.apps \"a\" is invalid: metadata.managedFields[0].operation: Invalid value: \"Guess\": must be `Apply` or `Update`");
        assertThat(write("[{\"manager\":\"m\",\"operation\":\"Apply\",\"time\":\"noon\",\"fieldsV1\":{\"f:spec\":{}}}]")
                        .code())
                .isEqualTo(422);
        assertThat(owners(
                                "[{\"manager\":\"m\",\"operation\":\"Apply\",\"fieldsV1\":{\"f:spec\":{\"f:x\":{\"k:{\\\"b\\\": 1,\\\"a\\\":2}\":{}}}}}]")
                        .toString())
                .as("keys as they are written here")
                .contains("k:{\\\"a\\\":2,\\\"b\\\":1}");
        assertThat(owners("[{}]").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("applying the status writes nothing but the status, and removes what is not applied any more")
    void status() {
        apply("me", ApiFixture.daemonSet("a"), "");
        String status =
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"DaemonSet\",\"metadata\":{\"name\":\"a\",\"labels\":{\"x\":\"y\"}},"
                        + "\"status\":{\"numberReady\":2,\"conditions\":[{\"type\":\"T\",\"status\":\"True\"}]}}";
        api.patch(DAEMON_SETS + "/a/status?fieldManager=c", "apply-patch+yaml", status);
        Answer less = api.patch(
                DAEMON_SETS + "/a/status?fieldManager=c",
                "apply-patch+yaml",
                status.replace(",\"conditions\":[{\"type\":\"T\",\"status\":\"True\"}]", ""));
        assertThat(less.json().path("status").toString()).isEqualTo("{\"numberReady\":2}");
        assertThat(less.json().at("/metadata/labels").has("x")).isFalse();
    }

    private Answer write(String owners) {
        return api.patch(
                DAEMON_SETS + "/a?fieldManager=x",
                "json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/metadata/managedFields\",\"value\":" + owners + "}]");
    }

    private JsonNode owners(String written) {
        assertThat(write(written).code()).isEqualTo(200);
        return api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields");
    }

    private Answer apply(String manager, String object, String more) {
        return api.patch(DAEMON_SETS + "/a?fieldManager=" + manager + more, "apply-patch+yaml", object);
    }

    private static String withLastApplied(String manifest) {
        return manifest.replace(
                "\"metadata\":{\"name\"",
                "\"metadata\":{\"annotations\":{\"" + LAST_APPLIED + "\":"
                        + Json.text(Json.array().add(manifest)).replaceAll("^\\[|\\]$", "") + "},\"name\"");
    }

    private static String container(String more) {
        return ApiFixture.daemonSet("a").replace("\"image\"", more + ",\"image\"");
    }

    private static String pod(String spec) {
        return ApiFixture.daemonSet("a")
                .replace("\"containers\"", spec.substring(1, spec.length() - 1) + ",\"containers\"");
    }

    private static List<String> names(Answer answer, String list) {
        return StreamSupport.stream(answer.json().at(list).spliterator(), false)
                .map(entry -> entry.path("name").asText())
                .toList();
    }
}
