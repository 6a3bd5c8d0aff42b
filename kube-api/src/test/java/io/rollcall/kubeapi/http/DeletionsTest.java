package io.rollcall.kubeapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.InMemoryStore;
import io.rollcall.kubeapi.store.WriteMode;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeletionsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String PATH = "/apis/apps/v1/namespaces/default/daemonsets";

    private final InMemoryStore store = new InMemoryStore(100);
    private long now;

    @Test
    @DisplayName("a deletion of many that ends half-way says how many are gone, and the rest is still there")
    void half() {
        for (int number = 0; number < 9; number++) {
            ObjectNode object = Json.object();
            Meta.of(object).put("name", "ds-" + number).put("namespace", "default");
            store.create(ResourceType.DAEMON_SETS, object, WriteMode.COMMIT);
        }
        Deletions slow = new Deletions(store, new Renderer(InstantSource.system()), () -> now += 8 * SECOND);
        assertThatThrownBy(() -> slow.all(
                        ResourceType.DAEMON_SETS,
                        new ResourcePath("apps", "v1", "default", "daemonsets", "", ""),
                        new Request("DELETE", PATH, new Query(Map.of()), List.of(), "", Map.of(), new byte[0], true)))
                .isInstanceOf(StatusException.class)
                .hasMessage("3 of 9 daemonsets deleted, then: Timeout: the time for the request is over, ask again for"
                        + " the rest");
        assertThat(store.list(ResourceType.DAEMON_SETS, "default", OptionalLong.empty())
                        .items())
                .hasSize(6);
    }
}
