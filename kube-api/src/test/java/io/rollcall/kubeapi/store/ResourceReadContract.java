package io.rollcall.kubeapi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What reading a {@link ResourceStore} gives, be it of now or of the past. */
public abstract class ResourceReadContract {

    /** A store with the namespaces default and kube-system that holds these DaemonSets, and maybe others. */
    protected abstract ResourceStore holding(List<ObjectNode> daemonSets) throws Exception;

    @Test
    @DisplayName("lists show one namespace or all, by namespace and name")
    void lists() throws Exception {
        ObjectNode elsewhere = daemonSet("list-0");
        Meta.of(elsewhere).put("namespace", "kube-system");
        ResourceStore store = holding(List.of(daemonSet("list-b"), daemonSet("list-a"), elsewhere));
        assertThat(names(store.list(ResourceType.DAEMON_SETS, "default", OptionalLong.empty())))
                .containsSubsequence("list-a", "list-b")
                .doesNotContain("list-0");
        assertThat(names(store.list(ResourceType.DAEMON_SETS, "", OptionalLong.empty())))
                .containsSubsequence("list-a", "list-b", "list-0");
        assertThat(names(store.list(ResourceType.NAMESPACES, "", OptionalLong.empty())))
                .containsSubsequence("default", "kube-system");
    }

    @Test
    @DisplayName("an object that is there is given whole, one that is not is not found")
    void gets() throws Exception {
        ResourceStore store = holding(List.of(daemonSet("whole")));
        ObjectNode found = store.get(key("whole"));
        assertThat(found.at("/spec/template/spec/containers/0/image").asText()).isEqualTo("nginx:1.27");
        assertThat(Meta.uid(found)).isNotEmpty();
        assertThat(store.list(ResourceType.DAEMON_SETS, "default", OptionalLong.empty())
                        .items())
                .contains(found);
        refused(404, "NotFound", () -> store.get(key("absent")));
        refused(404, "NotFound", () -> store.get(new ResourceKey(ResourceType.DAEMON_SETS, "kube-system", "whole")));
    }

    @Test
    @DisplayName("a list has the store's version; it can be had again at that version, and at none that is not reached")
    void versions() throws Exception {
        ResourceStore store = holding(List.of(daemonSet("versioned")));
        Listing now = store.list(ResourceType.DAEMON_SETS, "", OptionalLong.empty());
        assertThat(now.version()).isPositive().isEqualTo(store.version());
        assertThat(now.items()).allMatch(object -> Meta.version(object) <= now.version());
        assertThat(store.list(ResourceType.DAEMON_SETS, "", OptionalLong.of(now.version())))
                .isEqualTo(now);
        assertThat(store.await(now.version(), Duration.ZERO)).isTrue();
        assertThat(store.await(now.version() + 1_000_000, Duration.ZERO)).isFalse();
        refused(
                504,
                "Timeout",
                () -> store.list(ResourceType.DAEMON_SETS, "", OptionalLong.of(now.version() + 1_000_000)));
    }

    @Test
    @DisplayName("a feed from now on has nothing yet, and stays open")
    void silence() throws Exception {
        ResourceStore store = holding(List.of(daemonSet("silent")));
        ChangeFeed feed = store.changes(ResourceType.DAEMON_SETS, "", store.version());
        assertThat(feed.next(Duration.ZERO)).isEmpty();
        assertThat(feed.ended()).isFalse();
        assertThat(feed.version()).isEqualTo(store.version());
    }

    static List<String> names(Listing listing) {
        return listing.items().stream().map(Meta::name).toList();
    }

    static ResourceKey key(String name) {
        return new ResourceKey(ResourceType.DAEMON_SETS, "default", name);
    }

    /** A DaemonSet that every store accepts; it selects no node, so nobody else touches it. */
    static ObjectNode daemonSet(String name) {
        return (ObjectNode) Json.parse("""
                {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"%s","namespace":"default"},
                 "spec":{"selector":{"matchLabels":{"app":"%s"}},
                  "template":{"metadata":{"labels":{"app":"%s"}},
                   "spec":{"nodeSelector":{"example.com/none":"such"},
                    "containers":[{"name":"main","image":"nginx:1.27"}]}}}}
                """.formatted(name, name, name));
    }

    static void refused(int code, String reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(StatusException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.reason()).isEqualTo(reason);
        });
    }
}
