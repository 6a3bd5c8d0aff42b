package io.rollcall.kubeapi.managed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.managed.Leaves.Leaf;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.Struct;
import io.rollcall.kubeapi.types.ApiTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds of server-side apply whatever is applied. */
class ApplyPropertyTest {

    private static final int CASES = 400;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Struct TYPE = ApiTypes.of(ResourceType.DAEMON_SETS);

    private final long seed = System.nanoTime();
    private final Manifests manifests = new Manifests(new Random(seed));

    ApplyPropertyTest() {
        System.err.println("seed " + seed);
    }

    @Test
    @DisplayName("applying twice is applying once, on a new object and on one that others have written, too")
    void twice() {
        for (int i = 0; i < CASES; i++) {
            ObjectNode manifest = manifests.any();
            ObjectNode first = writer("one", 0).appliesFirst(manifest);
            assertThat(writer("one", 5).applies(first, manifest, false))
                    .as(told(i))
                    .isEqualTo(first);

            ObjectNode other = writer("other", 0).appliesFirst(manifests.any());
            ObjectNode once = writer("one", 1).applies(other, manifest, true);
            assertThat(writer("one", 5).applies(once, manifest, false))
                    .as(told(i))
                    .isEqualTo(once);
        }
    }

    @Test
    @DisplayName("what two managers apply that share no field is there together, and neither is in the other's way")
    void union() {
        for (int i = 0; i < CASES; i++) {
            ObjectNode all = manifests.any();
            Manifests.Split split = manifests.split(all);
            ObjectNode one = writer("one", 0).appliesFirst(split.one());
            ObjectNode both = writer("two", 1).applies(one, split.other(), false);
            assertThat(values(both)).as(told(i)).isEqualTo(values(all));
            assertThat(writer("one", 2).applies(both, split.one(), false))
                    .as(told(i))
                    .isEqualTo(both);
        }
    }

    @Test
    @DisplayName("a field that is taken out of the manifest goes from the object, unless somebody else owns it")
    void removal() {
        for (int i = 0; i < CASES; i++) {
            ObjectNode before = manifests.any();
            ObjectNode after = manifests.less(before);
            ObjectNode others = manifests.less(before);
            ObjectNode object = writer("one", 0).appliesFirst(before);
            object = writer("two", 1).applies(object, others, true);
            object = writer("one", 2).applies(object, after, false);
            SortedMap<FieldPath, JsonNode> wanted = new TreeMap<>(values(others));
            wanted.putAll(values(after));
            assertThat(values(object)).as(told(i)).isEqualTo(wanted);
        }
    }

    @Test
    @DisplayName("entries of every list are in the order in which they were applied, and others in the order they had")
    void order() {
        for (int i = 0; i < CASES; i++) {
            ObjectNode live = writer("other", 0).appliesFirst(manifests.any());
            ObjectNode applied = manifests.any();
            ObjectNode result = writer("one", 1).applies(live, applied, true);
            SortedMap<FieldPath, List<String>> orders = orders(result);
            String told = told(i);
            orders(applied).forEach((path, steps) -> inOrder(told + path, orders.get(path), steps));
            orders(live).forEach((path, steps) -> {
                List<String> mine = orders(applied).getOrDefault(path, List.of());
                List<String> theirs =
                        steps.stream().filter(step -> !mine.contains(step)).toList();
                inOrder(told + path, orders.get(path), theirs);
            });
        }
    }

    private static void inOrder(String told, @Nullable List<String> all, List<String> some) {
        List<String> found =
                all == null ? List.of() : all.stream().filter(some::contains).toList();
        assertThat(found).as(told).isEqualTo(some);
    }

    private static Writer writer(String name, int second) {
        return new Writer(name, ResourceType.DAEMON_SETS, Part.MAIN, NOW.plusSeconds(second));
    }

    private String told(int number) {
        return "seed " + seed + " case " + number + " ";
    }

    private static SortedMap<FieldPath, JsonNode> values(ObjectNode object) {
        SortedMap<FieldPath, JsonNode> values = new TreeMap<>();
        for (Map.Entry<FieldPath, Leaf> leaf :
                Leaves.of(TYPE, object, Part.MAIN).entrySet()) {
            values.put(leaf.getKey(), leaf.getValue().value());
        }
        return values;
    }

    private static SortedMap<FieldPath, List<String>> orders(ObjectNode object) {
        SortedMap<FieldPath, List<String>> orders = new TreeMap<>();
        orders(TYPE, object, FieldPath.ROOT, orders);
        return orders;
    }

    private static void orders(
            ApiType type, JsonNode value, FieldPath path, SortedMap<FieldPath, List<String>> orders) {
        if (value.isObject()) {
            value.properties()
                    .forEach(entry ->
                            orders(type.field(entry.getKey()), entry.getValue(), path.field(entry.getKey()), orders));
        } else if (value instanceof ArrayNode array && type instanceof ListOf list && !list.atomic()) {
            List<String> steps = new ArrayList<>();
            for (JsonNode entry : array) {
                steps.add(Identity.step(list, entry));
                orders(list.element(), entry, path.then(steps.getLast()), orders);
            }
            orders.put(path, steps);
        }
    }
}
