package io.rollcall.kubeapi.http;

import static io.rollcall.kubeapi.http.ApiFixture.DAEMON_SETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.http.ApiFixture.Answer;
import io.rollcall.kubeapi.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who owns which fields, and what applying does with that. */
class ManagedFieldsTest {

    private static final String OTHER_IMAGE = ApiFixture.daemonSet("a").replace("1.27", "1.28");

    private final ApiFixture api = new ApiFixture(1_000);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("whoever creates or changes fields owns them; who loses the last one is not named any more")
    void updates() {
        api.post(DAEMON_SETS + "?fieldManager=maker", ApiFixture.daemonSet("a"));
        assertThat(owners()).containsExactly("maker Update");
        assertThat(owner(0).at("/fieldsV1/f:spec/f:selector").isObject()).isTrue();
        assertThat(owner(0).at("/fieldsV1/f:metadata/f:labels/f:tier").isObject())
                .isTrue();
        assertThat(owner(0).path("fieldsV1").toString())
                .contains(
                        "\"f:containers\":{\"k:{\\\"name\\\":\\\"main\\\"}\":{\".\":{},\"f:image\":{},\"f:name\":{}}}");

        api.patch(
                DAEMON_SETS + "/a?fieldManager=labeller",
                "merge-patch+json",
                "{\"metadata\":{\"labels\":{\"tier\":\"x\"}}}");
        assertThat(owners()).containsExactlyInAnyOrder("maker Update", "labeller Update");
        assertThat(fields("maker")).doesNotContain("f:tier").contains("f:app");
        assertThat(fields("labeller")).isEqualTo("{\"f:metadata\":{\"f:labels\":{\"f:tier\":{}}}}");

        api.patch(DAEMON_SETS + "/a?fieldManager=x", "merge-patch+json", "{\"metadata\":{\"labels\":{\"tier\":null}}}");
        assertThat(owners()).containsExactly("maker Update");

        api.patch(DAEMON_SETS + "/a/status?fieldManager=c", "merge-patch+json", "{\"status\":{\"numberReady\":2}}");
        assertThat(fields("c")).isEqualTo("{\"f:status\":{\"f:numberReady\":{}}}");
        assertThat(api.get(DAEMON_SETS + "/a").text()).contains("\"subresource\":\"status\"");
        api.put(DAEMON_SETS + "/a?fieldManager=putter", OTHER_IMAGE);
        assertThat(fields("putter")).contains("f:image").doesNotContain("f:selector");
        assertThat(fields("maker")).doesNotContain("f:image");
    }

    @Test
    @DisplayName("fields that the type does not have are dropped before anybody owns them, with any way to write")
    void unknownFields() {
        api.post(DAEMON_SETS + "?fieldManager=maker", ApiFixture.daemonSet("a"));
        Answer merged =
                api.patch(DAEMON_SETS + "/a?fieldManager=m", "merge-patch+json", "{\"spec\":{\"nope\":{\"x\":1}}}");
        assertThat(merged.response().headers().firstValue("Warning"))
                .hasValue("299 - \"unknown field \\\"spec.nope\\\"\"");
        api.patch(
                DAEMON_SETS + "/a?fieldManager=j&fieldValidation=Ignore",
                "json-patch+json",
                "[{\"op\":\"copy\",\"from\":\"/spec\",\"path\":\"/spec/nope\"}]");
        String unknown = ApiFixture.daemonSet("a").replace("\"selector\":{", "\"nope\":1,\"selector\":{");
        api.put(DAEMON_SETS + "/a?fieldManager=p", unknown);
        api.patch(DAEMON_SETS + "/a?fieldManager=s&force=true", "apply-patch+yaml", unknown);
        assertThat(api.get(DAEMON_SETS + "/a").text()).doesNotContain("nope");
        api.post(DAEMON_SETS + "?fieldManager=maker", unknown.replace("\"a\"", "\"b\""));
        assertThat(api.get(DAEMON_SETS + "/b").text()).doesNotContain("nope").contains("maker");
    }

    @Test
    @DisplayName("one manager applies again and again: nothing changes, or what it says")
    void again() {
        Answer first = apply("me", ApiFixture.daemonSet("a"), "");
        assertThat(first.code()).isEqualTo(201);
        assertThat(owners()).containsExactly("me Apply");
        Answer same = apply("me", ApiFixture.daemonSet("a"), "");
        assertThat(same.code()).isEqualTo(200);
        assertThat(same.json()).isEqualTo(first.json());
        Answer changed = apply("me", OTHER_IMAGE, "");
        assertThat(image(changed)).isEqualTo("nginx:1.28");
        Answer less = apply("me", OTHER_IMAGE.replace(",\"tier\":\"infra\"", ""), "");
        assertThat(less.json().at("/metadata/labels").toString()).isEqualTo("{\"app\":\"a\"}");
        assertThat(owners()).containsExactly("me Apply");
    }

    @Test
    @DisplayName("a field that another manager set to another value is a conflict, named as a server names it")
    void conflict() {
        api.post(DAEMON_SETS + "?fieldManager=kubectl-create", ApiFixture.daemonSet("a"));
        Answer refused = apply("kubectl", OTHER_IMAGE, "");
        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.json().path("reason").asText()).isEqualTo("Conflict");
        assertThat(refused.json().path("message").asText())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"kubectl-create\" using apps/v1:"
                        + " .spec.template.spec.containers[name=\"main\"].image");
        assertThat(refused.json().at("/details/causes").toString())
                .isEqualTo(
                        "[{\"reason\":\"FieldManagerConflict\",\"message\":\"conflict with \\\"kubectl-create\\\" using apps/v1\","
                                + "\"field\":\".spec.template.spec.containers[name=\\\"main\\\"].image\"}]");
        Answer two = apply("kubectl", OTHER_IMAGE.replace("infra", "edge"), "");
        assertThat(two.json().path("message").asText())
                .isEqualTo("Apply failed with 2 conflicts: conflicts with \"kubectl-create\" using apps/v1:\n"
                        + "- .metadata.labels.tier\n- .spec.template.spec.containers[name=\"main\"].image");
        assertThat(image(api.get(DAEMON_SETS + "/a"))).isEqualTo("nginx:1.27");
    }

    @Test
    @DisplayName("who applies the value that is there shares it; who insists takes it")
    void shareOrForce() {
        apply("one", ApiFixture.daemonSet("a"), "");
        assertThat(apply("two", ApiFixture.daemonSet("a"), "").code()).isEqualTo(200);
        assertThat(fields("one")).isEqualTo(fields("two"));
        Answer refused = apply("two", OTHER_IMAGE, "");
        assertThat(refused.json().path("message").asText())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\":"
                        + " .spec.template.spec.containers[name=\"main\"].image");
        assertThat(image(apply("two", OTHER_IMAGE, "&force=true"))).isEqualTo("nginx:1.28");
        assertThat(fields("one")).doesNotContain("f:image");
        assertThat(fields("two")).contains("f:image");
        assertThat(apply("two", OTHER_IMAGE, "").code()).isEqualTo(200);

        Answer gone = apply("two", OTHER_IMAGE.replace(",\"tier\":\"infra\"", ""), "");
        assertThat(gone.json().at("/metadata/labels/tier").asText())
                .as("the other manager still applies it")
                .isEqualTo("infra");
    }

    @Test
    @DisplayName("who owns what may be written by those who know better, and not by those who apply")
    void written() {
        api.post(DAEMON_SETS + "?fieldManager=kubectl-client-side-apply", ApiFixture.daemonSet("a"));
        String entries = Json.text(api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields"))
                .replace(
                        "\"manager\":\"kubectl-client-side-apply\",\"operation\":\"Update\"",
                        "\"manager\":\"kubectl\",\"operation\":\"Apply\"");
        api.patch(
                DAEMON_SETS + "/a?fieldManager=kubectl",
                "json-patch+json",
                "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":" + entries + "}]");
        assertThat(owners()).containsExactly("kubectl Apply");
        assertThat(apply("kubectl", OTHER_IMAGE, "").code()).isEqualTo(200);
        Answer sent = apply("kubectl", "{\"metadata\":{\"managedFields\":" + entries + "}}", "");
        assertThat(sent.json().path("message").asText()).isEqualTo("metadata.managedFields must be nil");
    }

    @Test
    @DisplayName("entries of lists belong to who set them: ports by port and protocol, and what is left empty goes")
    void lists() {
        String ports = ApiFixture.daemonSet("a")
                .replace(
                        "\"image\"",
                        "\"ports\":[{\"containerPort\":80},{\"containerPort\":80,\"protocol\":\"UDP\"}],\"image\"");
        apply("me", ports, "");
        assertThat(fields("me")).contains("k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"UDP\\\"}");
        Answer none = apply("me", ApiFixture.daemonSet("a"), "");
        assertThat(none.json().at("/spec/template/spec/containers/0").has("ports"))
                .isFalse();
    }

    private Answer apply(String manager, String object, String more) {
        return api.patch(DAEMON_SETS + "/a?fieldManager=" + manager + more, "apply-patch+yaml", object);
    }

    private static String image(Answer answer) {
        return answer.json().at("/spec/template/spec/containers/0/image").asText();
    }

    private JsonNode owner(int place) {
        return api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields/" + place);
    }

    private List<String> owners() {
        List<String> owners = new ArrayList<>();
        api.get(DAEMON_SETS + "/a")
                .json()
                .at("/metadata/managedFields")
                .forEach(entry -> owners.add(entry.path("manager").asText() + " "
                        + entry.path("operation").asText()));
        return owners;
    }

    private String fields(String manager) {
        for (JsonNode entry : api.get(DAEMON_SETS + "/a").json().at("/metadata/managedFields")) {
            if (entry.path("manager").asText().equals(manager)) {
                return Json.text(entry.path("fieldsV1"));
            }
        }
        return "nothing";
    }
}
