package io.rollcall.cluster.kubeapi;

import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.Change;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.ResourceStoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the simulated cluster behind the Kubernetes API, each request committed at once")
class ClusterResourcesTest extends ResourceStoreContract {

    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 7));
    private final CommittedView view = new CommittedView();
    private final List<Change> uncommitted = new ArrayList<>();
    private final ResourceStore resources;

    ClusterResourcesTest() {
        cluster.api().listen(uncommitted::add);
        Instant now = Instant.parse("2026-11-20T10:00:00Z");
        cluster.advanceTo(now);
        cluster.ensureNamespaces();
        view.rebuilt(cluster.api());
        resources = new ClusterResources(view, new ClusterWriter() {
            @Override
            public <T> T request(Function<SimulatedCluster, T> function) {
                T result = function.apply(cluster);
                cluster.advanceTo(now);
                view.committed(uncommitted);
                uncommitted.clear();
                return result;
            }
        });
    }

    @Override
    protected ResourceStore store() {
        return resources;
    }
}
