package io.rollcall.cluster.kubeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.Change;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.managed.Writer;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.ChangeFeed;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.ResourceStoreContract;
import io.rollcall.kubeapi.store.WriteMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the simulated cluster behind the Kubernetes API, each request committed at once")
class ClusterResourcesTest extends ResourceStoreContract {

    private static final String MANIFEST = """
            {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"again","namespace":"default"},
             "spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{
              "hostPID":false,"tolerations":[{"key":"a","operator":"Exists","value":""}],
              "volumes":[{"name":"v","emptyDir":{"sizeLimit":"0.5Gi"}}],
              "containers":[{"name":"main","image":"i:1","resources":{"limits":{"cpu":"0.5"}},
               "ports":[{"containerPort":53,"protocol":"UDP"},{"containerPort":53}],
               "env":[{"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}]}]}}}}
            """;

    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 7));
    private final CommittedView view = new CommittedView();
    private final List<Change> uncommitted = new ArrayList<>();
    private final ResourceStore resources;
    private boolean writing;
    private long nanos;

    ClusterResourcesTest() {
        cluster.api().listen(uncommitted::add);
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        cluster.advanceTo(now);
        cluster.ensureNamespaces();
        view.rebuilt(cluster.api());
        resources = new ClusterResources(
                view,
                new ClusterWriter() {
                    @Override
                    public <T> T request(Function<SimulatedCluster, T> function) {
                        writing = true;
                        T result;
                        try {
                            result = function.apply(cluster);
                        } finally {
                            writing = false;
                        }
                        cluster.advanceTo(now);
                        view.committed(uncommitted);
                        uncommitted.clear();
                        return result;
                    }
                },
                () -> nanos);
    }

    @Test
    @DisplayName("a change is made before the writer is asked, and again by the writer when another one was quicker")
    void besideTheWriter() {
        ResourceKey key = new ResourceKey(ResourceType.NAMESPACES, "", "default");
        List<Boolean> byWriter = new ArrayList<>();
        resources.update(key, Part.MAIN, object -> labelled(object, "a", byWriter), WriteMode.COMMIT);
        assertThat(byWriter).containsExactly(false);

        byWriter.clear();
        ObjectNode both = resources.update(
                key,
                Part.MAIN,
                object -> {
                    if (byWriter.isEmpty()) {
                        resources.update(
                                key, Part.MAIN, other -> labelled(other, "b", new ArrayList<>()), WriteMode.COMMIT);
                    }
                    return labelled(object, "c", byWriter);
                },
                WriteMode.COMMIT);
        assertThat(byWriter).containsExactly(false, true);
        assertThat(both.at("/metadata/labels").properties())
                .extracting(Map.Entry::getKey)
                .contains("a", "b", "c");
    }

    private ObjectNode labelled(ObjectNode object, String label, List<Boolean> byWriter) {
        byWriter.add(writing);
        object.withObject("/metadata/labels").put(label, "yes");
        return object;
    }

    @Test
    @DisplayName("a change that takes its time is made outside of the writer again when another one was quicker")
    void outsideOfTheWriter() {
        resources.create(ResourceType.DAEMON_SETS, daemonSet("patched"), WriteMode.COMMIT);
        List<String> made = new ArrayList<>();
        resources.update(key("patched"), Part.MAIN, before -> label(before, "a", made), WriteMode.COMMIT);
        assertThat(made).as("where it was made").containsExactly("outside");
        made.clear();
        ObjectNode stored = resources.update(
                key("patched"),
                Part.MAIN,
                before -> {
                    if (made.isEmpty()) {
                        resources.update(key("patched"), Part.MAIN, b -> label(b, "b", made), WriteMode.COMMIT);
                        pause();
                    }
                    return label(before, "c", made);
                },
                WriteMode.COMMIT);
        assertThat(made).as("the other one, then twice its own").containsExactly("outside", "outside", "outside");
        assertThat(stored.at("/metadata/labels").has("a")).isTrue();
        assertThat(stored.at("/metadata/labels").has("b")).isTrue();
        assertThat(stored.at("/metadata/labels").has("c")).isTrue();
    }

    @Test
    @DisplayName("a slow change of an object that others change all the time is refused in the end")
    void overtaken() {
        resources.create(ResourceType.DAEMON_SETS, daemonSet("busy"), WriteMode.COMMIT);
        List<String> made = new ArrayList<>();
        assertThatThrownBy(() -> resources.update(
                        key("busy"),
                        Part.MAIN,
                        before -> {
                            resources.update(
                                    key("busy"), Part.MAIN, b -> label(b, "n" + made.size(), made), WriteMode.COMMIT);
                            pause();
                            return before;
                        },
                        WriteMode.COMMIT))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(409));
        assertThat(made).hasSize(10).doesNotContain("in the writer");
    }

    @Test
    @DisplayName(
            "an object that is too large is refused with the limit, as created and as changed, and nothing is stored")
    void tooLarge() {
        refused(() -> resources.create(ResourceType.DAEMON_SETS, large(daemonSet("large")), WriteMode.COMMIT));
        resources.create(ResourceType.DAEMON_SETS, daemonSet("grows"), WriteMode.COMMIT);
        long version = resources.version();
        refused(() -> resources.update(key("grows"), Part.MAIN, ClusterResourcesTest::large, WriteMode.COMMIT));
        assertThat(resources.version()).isEqualTo(version);
    }

    private static ObjectNode large(ObjectNode object) {
        ((ObjectNode) object.at("/spec/template/spec/containers/0"))
                .putArray("env")
                .addObject()
                .put("name", "LARGE")
                .put("value", "x".repeat(1_600_000));
        return object;
    }

    @Test
    @DisplayName("watches go on over a rebuilding when the log has what was told and no more")
    void rebuilt() throws InterruptedException {
        resources.create(ResourceType.DAEMON_SETS, daemonSet("before"), WriteMode.COMMIT);
        ChangeFeed feed = resources.changes(ResourceType.DAEMON_SETS, "default", resources.version());
        view.rebuilt(cluster.api(), cluster.api().version(), List.of());
        resources.create(ResourceType.DAEMON_SETS, daemonSet("after"), WriteMode.COMMIT);
        assertThat(feed.next(Duration.ofSeconds(20)))
                .extracting(change -> change.key().name())
                .containsExactly("after");
        view.rebuilt(cluster.api(), cluster.api().version() + 1, List.of());
        assertThatThrownBy(() -> feed.next(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(410));
    }

    private static void refused(ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(StatusException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(413);
            assertThat(refusal.reason()).isEqualTo("RequestEntityTooLarge");
            assertThat(refusal.getMessage()).isEqualTo("Request entity too large: limit is 1572864");
        });
    }

    private ObjectNode label(ObjectNode object, String name, List<String> made) {
        made.add(writing ? "in the writer" : "outside");
        object.withObject("/metadata/labels").put(name, "x");
        return object;
    }

    /** Long enough for the change to count as one that takes its time. */
    private void pause() {
        nanos += 10_000_000;
    }

    private static ResourceKey key(String name) {
        return new ResourceKey(ResourceType.DAEMON_SETS, "default", name);
    }

    private static ObjectNode daemonSet(String name) {
        return (ObjectNode) Json.parse("""
                {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"%s","namespace":"default"},
                 "spec":{"selector":{"matchLabels":{"app":"a"}},
                  "template":{"metadata":{"labels":{"app":"a"}},
                   "spec":{"containers":[{"name":"main","image":"nginx:1.27"}]}}}}
                """.formatted(name));
    }

    @Test
    @DisplayName(
            "what is applied or put again changes nothing, though the server completes it and keeps no values that say nothing")
    void again() {
        ObjectNode manifest = (ObjectNode) Json.parse(MANIFEST);
        ObjectNode first =
                resources.create(ResourceType.DAEMON_SETS, writer("me", 0).appliesFirst(manifest), WriteMode.COMMIT);
        ResourceKey key = ResourceKey.of(ResourceType.DAEMON_SETS, first);
        for (int second = 1; second < 4; second++) {
            Writer later = writer("me", second);
            assertThat(resources.update(
                            key, Part.MAIN, before -> later.applies(before, manifest, false), WriteMode.COMMIT))
                    .isEqualTo(first);
        }
        ObjectNode put = put(manifest, 10);
        assertThat(put(manifest, 20)).isEqualTo(put);
        assertThat(put.at("/spec/template/spec/containers/0/env/0/valueFrom/fieldRef/apiVersion")
                        .asText())
                .isEqualTo("v1");
        assertThat(put.toString()).contains("\"sizeLimit\":\"512Mi\"").doesNotContain("\"value\":\"\"");
    }

    private ObjectNode put(ObjectNode manifest, int second) {
        Writer writer = writer("putter", second);
        return resources.update(
                ResourceKey.of(ResourceType.DAEMON_SETS, manifest),
                Part.MAIN,
                before -> {
                    ObjectNode wanted = manifest.deepCopy();
                    writer.updates(before, wanted);
                    return wanted;
                },
                WriteMode.COMMIT);
    }

    private static Writer writer(String name, int second) {
        Instant time = Instant.parse("2026-11-20T10:00:00Z").plusSeconds(second);
        return new Writer(name, ResourceType.DAEMON_SETS, Part.MAIN, time);
    }

    @Override
    protected ResourceStore store() {
        return resources;
    }
}
