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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The store in memory keeps the contract, and the memory of changes has a bound. */
class InMemoryStoreTest extends ResourceStoreContract {

    private final InMemoryStore store = new InMemoryStore(CommittedObjects.CHANGES_KEPT);

    @Override
    protected ResourceStore store() {
        return store;
    }

    @Test
    @DisplayName("who falls behind the memory of changes is cut with 410, whether it lists, begins or goes on")
    void bounded() throws InterruptedException {
        InMemoryStore small = new InMemoryStore(4);
        long start = small.version();
        ChangeFeed slow = small.changes(ResourceType.NODES, "", start);
        ChangeFeed quick = small.changes(ResourceType.NODES, "", start);
        for (int i = 0; i < 4; i++) {
            small.create(ResourceType.NODES, node("n" + i), WriteMode.COMMIT);
        }
        assertThat(quick.next(Duration.ZERO)).hasSize(4);
        small.create(ResourceType.NODES, node("n4"), WriteMode.COMMIT);
        assertThat(quick.next(Duration.ZERO)).hasSize(1);
        assertGone(() -> slow.next(Duration.ZERO), "too old resource version: 102 (103)");
        assertGone(() -> small.changes(ResourceType.NODES, "", start), "too old resource version: 102 (103)");
        assertGone(
                () -> small.list(ResourceType.NODES, "", OptionalLong.of(start)),
                "The resourceVersion for the provided list is too old.");
        assertThat(small.list(ResourceType.NODES, "", OptionalLong.of(103)).items())
                .extracting(Meta::name)
                .containsExactly("n0");
    }

    @Test
    @DisplayName("what begins anew ends the feeds that are open, and what is closed gives nothing more")
    void anew() throws InterruptedException {
        CommittedObjects objects = new CommittedObjects(10);
        ChangeFeed feed = objects.changes(ResourceType.NODES, "", 0);
        ObjectNode node = node("n");
        Meta.of(node).put("resourceVersion", "7");
        objects.reset(Map.of(ResourceType.NODES, List.of(node)), 9);
        assertGone(() -> feed.next(Duration.ZERO), "too old resource version: 0 (9)");
        assertThat(objects.get(new ResourceKey(ResourceType.NODES, "", "n"))).isSameAs(node);
        ChangeFeed next = objects.changes(ResourceType.NODES, "", 9);
        objects.close();
        assertThat(next.next(Duration.ofMinutes(1))).isEmpty();
        assertThat(next.ended()).isTrue();
    }

    @Test
    @DisplayName("a list is of one version, however much is written while it is made")
    void whole() throws Exception {
        CommittedObjects objects = new CommittedObjects(100_000);
        int rounds = 3_000;
        Thread writer = Thread.ofPlatform().start(() -> {
            Map<Integer, ObjectNode> last = new java.util.HashMap<>();
            for (int round = 1; round <= rounds; round++) {
                List<Change> both = new ArrayList<>();
                // Both ends of the list change together, and one in the middle comes and goes.
                for (int place : List.of(0, 999)) {
                    ObjectNode node = numbered(place, round, 3L * round);
                    both.add(change(last.put(place, node), node));
                }
                ObjectNode middle = numbered(500, round, 3L * round);
                both.add(
                        round % 2 == 1
                                ? change(null, middle)
                                : new Change(Change.Type.DELETED, key(middle), last.get(500), middle));
                last.put(500, middle);
                objects.add(both);
            }
        });
        long seen = 0;
        while (seen < rounds) {
            Listing listing = objects.list(ResourceType.NODES, "", OptionalLong.empty());
            seen = listing.version() / 3;
            if (seen > 0) {
                assertThat(listing.items())
                        .as("round %d", seen)
                        .hasSize(seen % 2 == 1 ? 3 : 2)
                        .extracting(node -> node.path("round").asLong())
                        .containsOnly(seen);
            }
        }
        writer.join();
    }

    private static Change change(@Nullable ObjectNode before, ObjectNode after) {
        return new Change(before == null ? Change.Type.ADDED : Change.Type.MODIFIED, key(after), before, after);
    }

    private static ResourceKey key(ObjectNode node) {
        return ResourceKey.of(ResourceType.NODES, node);
    }

    private static ObjectNode numbered(int place, int round, long version) {
        ObjectNode node = node("n%03d".formatted(place)).put("round", round);
        Meta.of(node).put("resourceVersion", Long.toString(version));
        return node;
    }

    private static void assertGone(org.assertj.core.api.ThrowableAssert.ThrowingCallable request, String message) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(410))
                .hasMessage(message);
    }

    private static ObjectNode node(String name) {
        ObjectNode node = Json.object();
        Meta.of(node).put("name", name);
        return node;
    }
}
