package io.rollcall.kubeapi.http;

import static io.rollcall.kubeapi.http.ApiFixture.DAEMON_SETS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.http.ApiFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is served, and how objects are read. */
class ReadTest {

    private final ApiFixture api = new ApiFixture(1_000);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    @DisplayName("version, health and the root answer without any object")
    void documents() {
        assertThat(api.get("/version").json().path("major").asText()).isEqualTo("1");
        assertThat(api.get("/version").json().path("gitVersion").asText()).startsWith("v1.32");
        assertThat(api.get("/healthz").text()).isEqualTo("ok");
        assertThat(api.get("/livez").text()).isEqualTo("ok");
        assertThat(api.get("/readyz?verbose=").text()).contains("[+]ping ok", "readyz check passed");
        assertThat(api.get("/").json().path("paths").toString()).contains("/apis/apps/v1");
        assertThat(api.get("/apis/nope/v1/things").code()).isEqualTo(404);
        assertThat(api.get("/apis/nope/v1/things").text()).isEqualTo("404 page not found\n");
    }

    @Test
    @DisplayName("discovery names the served kinds, in documents by group and in one for all")
    void discovery() {
        assertThat(api.get("/api").json().path("versions").toString()).isEqualTo("[\"v1\"]");
        assertThat(names(api.get("/apis").json().path("groups")))
                .containsExactly("apps", "authentication.k8s.io", "authorization.k8s.io");
        assertThat(api.get("/apis/apps")
                        .json()
                        .at("/preferredVersion/groupVersion")
                        .asText())
                .isEqualTo("apps/v1");
        assertThat(names(api.get("/api/v1").json().path("resources")))
                .containsExactly(
                        "events",
                        "namespaces",
                        "namespaces/status",
                        "nodes",
                        "nodes/status",
                        "pods",
                        "pods/status",
                        "pods/eviction");
        JsonNode apps = api.get("/apis/apps/v1").json().path("resources");
        assertThat(names(apps)).containsExactly("controllerrevisions", "daemonsets", "daemonsets/status");
        assertThat(apps.get(1).path("shortNames").toString()).isEqualTo("[\"ds\"]");

        Answer aggregated = api.get(
                "/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json");
        assertThat(aggregated.contentType())
                .isEqualTo("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
        JsonNode version = aggregated.json().at("/items/0/versions/0");
        assertThat(version.at("/resources/1/resource").asText()).isEqualTo("daemonsets");
        assertThat(version.at("/resources/1/scope").asText()).isEqualTo("Namespaced");
        assertThat(version.at("/resources/1/subresources/0/subresource").asText())
                .isEqualTo("status");
    }

    @Test
    @DisplayName("an object comes as itself, as a row with its metadata, or as metadata alone")
    void negotiation() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("web"));
        assertThat(api.get(DAEMON_SETS + "/web").json().path("kind").asText()).isEqualTo("DaemonSet");
        assertThat(api.get(DAEMON_SETS + "/web", "application/vnd.kubernetes.protobuf,application/json")
                        .contentType())
                .isEqualTo("application/json");
        JsonNode table = api.get(DAEMON_SETS, ApiFixture.TABLE).json();
        assertThat(table.path("kind").asText()).isEqualTo("Table");
        assertThat(table.at("/columnDefinitions/1/name").asText()).isEqualTo("Desired");
        assertThat(table.at("/columnDefinitions/1/priority").isInt()).isTrue();
        assertThat(table.at("/rows/0/cells/0").asText()).isEqualTo("web");
        assertThat(table.at("/rows/0/cells/1").isNumber()).isTrue();
        assertThat(table.at("/rows/0/object/kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(table.at("/rows/0/object").has("spec")).isFalse();
        JsonNode whole =
                api.get(DAEMON_SETS + "?includeObject=Object", ApiFixture.TABLE).json();
        assertThat(whole.at("/rows/0/object").has("spec")).isTrue();
        JsonNode metadata = api.get(DAEMON_SETS, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")
                .json();
        assertThat(metadata.at("/items/0/kind").asText()).isEqualTo("PartialObjectMetadata");
        Answer refused = api.get(DAEMON_SETS, "application/xml");
        assertThat(refused.code()).isEqualTo(406);
        assertThat(refused.json().path("reason").asText()).isEqualTo("NotAcceptable");
    }

    @Test
    @DisplayName("items of a list have no kind, and selectors choose among them")
    void selectors() {
        api.post(DAEMON_SETS, ApiFixture.daemonSet("a"));
        api.post(DAEMON_SETS, ApiFixture.daemonSet("b"));
        JsonNode list = api.get(DAEMON_SETS).json();
        assertThat(list.path("kind").asText()).isEqualTo("DaemonSetList");
        assertThat(list.at("/items/0").has("kind")).isFalse();
        assertThat(items("/apis/apps/v1/daemonsets")).containsExactly("a", "b");
        assertThat(items(DAEMON_SETS + "?labelSelector=app%3Da")).containsExactly("a");
        assertThat(items(DAEMON_SETS + "?labelSelector=app%20in%20(b,c),!foo")).containsExactly("b");
        assertThat(items(DAEMON_SETS + "?fieldSelector=metadata.name%21%3Da")).containsExactly("b");
        api.post("/api/v1/namespaces/default/pods", ApiFixture.pod("p1", "n1"));
        api.post("/api/v1/namespaces/default/pods", ApiFixture.pod("p2", "n2"));
        assertThat(items("/api/v1/pods?fieldSelector=spec.nodeName%3Dn2,status.phase%21%3DFailed"))
                .containsExactly("p2");
        assertThat(items("/api/v1/namespaces/kube-system/pods")).isEmpty();
    }

    @Test
    @DisplayName("a list in parts is the list as it was when it began")
    void parts() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            api.post(DAEMON_SETS, ApiFixture.daemonSet(name));
        }
        JsonNode first = api.get(DAEMON_SETS + "?limit=2").json();
        assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(3);
        String token = first.at("/metadata/continue").asText();
        api.delete(DAEMON_SETS + "/c", null);
        api.post(DAEMON_SETS, ApiFixture.daemonSet("bb"));
        JsonNode second = api.get(DAEMON_SETS + "?limit=2&continue=" + token).json();
        assertThat(itemsOf(second)).containsExactly("c", "d");
        assertThat(second.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
        JsonNode last = api.get(DAEMON_SETS + "?limit=2&continue="
                        + second.at("/metadata/continue").asText())
                .json();
        assertThat(itemsOf(last)).containsExactly("e");
        assertThat(last.path("metadata").has("continue")).isFalse();
        assertThat(api.get(DAEMON_SETS + "?continue=rubbish").code()).isEqualTo(400);
    }

    @Test
    @DisplayName("a list at an old version is exact or newer, as wanted; a version ahead is refused after a while")
    void versions() {
        String version = api.post(DAEMON_SETS, ApiFixture.daemonSet("a"))
                .json()
                .at("/metadata/resourceVersion")
                .asText();
        api.post(DAEMON_SETS, ApiFixture.daemonSet("b"));
        assertThat(items(DAEMON_SETS + "?resourceVersion=" + version)).containsExactly("a", "b");
        assertThat(items(DAEMON_SETS + "?resourceVersion=" + version + "&resourceVersionMatch=Exact"))
                .containsExactly("a");
        assertThat(items(DAEMON_SETS + "?resourceVersion=0")).containsExactly("a", "b");
        Answer ahead = api.get(DAEMON_SETS + "?resourceVersion=99999");
        assertThat(ahead.code()).isEqualTo(504);
        assertThat(ahead.json().at("/details/causes/0/reason").asText()).isEqualTo("ResourceVersionTooLarge");
    }

    private List<String> items(String path) {
        return itemsOf(api.get(path).json());
    }

    private static List<String> itemsOf(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.path("items").forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(entry -> names.add(entry.path("name").asText()));
        return names;
    }
}
