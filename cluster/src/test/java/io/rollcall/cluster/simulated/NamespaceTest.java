package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.Namespaces;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The life of a namespace: made, emptied, gone. */
class NamespaceTest {

    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 3));
    private final ObjectStore store = cluster.api();

    @BeforeEach
    void begin() {
        cluster.advanceTo(Instant.parse("2026-11-20T10:00:00Z"));
        cluster.ensureNamespaces();
        cluster.ensureNodes(1);
        cluster.ensureNamespace("team");
    }

    @Test
    @DisplayName("the four of every cluster are there once, however often they are asked for")
    void standard() {
        cluster.ensureNamespaces();
        assertThat(store.list(ObjectKind.NAMESPACE))
                .extracting(Meta::name)
                .containsExactly("default", "kube-node-lease", "kube-public", "kube-system", "team");
        assertThat(Json.write(store.get(Namespaces.key("team"))))
                .contains("\"kubernetes.io/metadata.name\":\"team\"", "\"phase\":\"Active\"", "\"kubernetes\"");
    }

    @Test
    @DisplayName("an empty namespace goes at once")
    void empty() {
        store.delete(Namespaces.key("team"), DeleteOptions.DEFAULT);
        cluster.advanceTo(cluster.now());
        assertThat(store.find(Namespaces.key("team"))).isEmpty();
    }

    @Test
    @DisplayName("one with a pod is Terminating, takes nothing new, and goes when the pod has gone")
    void withPod() {
        ObjectKey pod = ObjectKey.of(ObjectKind.POD, store.create(ObjectKind.POD, pod("p")));
        cluster.advanceTo(cluster.now().plusSeconds(20));

        store.delete(Namespaces.key("team"), DeleteOptions.DEFAULT);
        ObjectNode going = store.get(Namespaces.key("team"));
        assertThat(going.at("/status/phase").asText()).isEqualTo("Terminating");
        assertThat(Meta.terminating(going)).isTrue();

        cluster.advanceTo(cluster.now());
        assertThat(store.find(pod).filter(Meta::terminating)).isPresent();
        assertThatThrownBy(() -> store.create(ObjectKind.POD, pod("q")))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.namespaceTerminating()).isTrue();
                    assertThat(refused.status().code()).isEqualTo(403);
                    assertThat(refused)
                            .hasMessage(
                                    "pods \"q\" is forbidden: unable to create new content in namespace team because"
                                            + " it is being terminated");
                    assertThat(refused.body().at("/details/causes/0/reason").asText())
                            .isEqualTo("NamespaceTerminating");
                });

        cluster.advanceTo(cluster.now().plus(Duration.ofMinutes(2)));
        assertThat(store.find(pod)).isEmpty();
        assertThat(store.find(Namespaces.key("team"))).isEmpty();
    }

    @Test
    @DisplayName("a DaemonSet, its revisions and events go with it")
    void withDaemonSet() {
        ObjectNode daemonSet = Json.readObject("""
                {"metadata":{"name":"d","namespace":"team"},"spec":{"selector":{"matchLabels":{"a":"b"}},
                "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""");
        ObjectNode stored = store.create(ObjectKind.DAEMON_SET, daemonSet);
        ObjectNode event = Json.readObject("{\"metadata\":{\"name\":\"e\",\"namespace\":\"team\"}}");
        store.create(ObjectKind.EVENT, event);
        store.delete(Namespaces.key("team"), DeleteOptions.DEFAULT);
        cluster.advanceTo(cluster.now().plusSeconds(60));
        assertThat(store.find(ObjectKey.of(ObjectKind.DAEMON_SET, stored))).isEmpty();
        assertThat(store.list(ObjectKind.EVENT)).isEmpty();
        assertThat(store.find(Namespaces.key("team"))).isEmpty();
    }

    @Test
    @DisplayName("some may not be deleted, and names are checked")
    void refused() {
        assertThatThrownBy(() -> store.delete(Namespaces.key("default"), DeleteOptions.DEFAULT))
                .hasMessage("namespaces \"default\" is forbidden: this namespace may not be deleted");
        assertThatThrownBy(() -> cluster.ensureNamespace("Team")).hasMessageContaining("metadata.name: Invalid value");
    }

    @Test
    @DisplayName("an event is forgotten an hour after it was written last")
    void expiry() {
        ObjectNode made = store.create(
                ObjectKind.EVENT, Json.readObject("{\"metadata\":{\"name\":\"e\",\"namespace\":\"default\"}}"));
        cluster.advanceTo(cluster.now().plus(Duration.ofMinutes(40)));
        store.change(ObjectKey.of(ObjectKind.EVENT, made), object -> object.put("count", 2));
        cluster.advanceTo(cluster.now().plus(Duration.ofMinutes(59)));
        assertThat(store.list(ObjectKind.EVENT)).hasSize(1);
        cluster.advanceTo(cluster.now().plus(Duration.ofMinutes(2)));
        assertThat(store.list(ObjectKind.EVENT)).isEmpty();
    }

    private static ObjectNode pod(String name) {
        return Json.readObject(
                "{\"metadata\":{\"name\":\"" + name
                        + "\",\"namespace\":\"team\"},\"spec\":{\"nodeName\":\"node-1\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
    }
}
