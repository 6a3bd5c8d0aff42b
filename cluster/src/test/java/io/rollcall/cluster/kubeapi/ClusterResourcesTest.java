package io.rollcall.cluster.kubeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.Change;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.ResourceStoreContract;
import io.rollcall.kubeapi.store.WriteMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the simulated cluster behind the Kubernetes API, each request committed at once")
class ClusterResourcesTest extends ResourceStoreContract {

    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 7));
    private final CommittedView view = new CommittedView();
    private final List<Change> uncommitted = new ArrayList<>();
    private final ResourceStore resources;
    private boolean writing;

    ClusterResourcesTest() {
        cluster.api().listen(uncommitted::add);
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        cluster.advanceTo(now);
        cluster.ensureNamespaces();
        view.rebuilt(cluster.api());
        resources = new ClusterResources(view, new ClusterWriter() {
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
        });
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

    @Override
    protected ResourceStore store() {
        return resources;
    }
}
