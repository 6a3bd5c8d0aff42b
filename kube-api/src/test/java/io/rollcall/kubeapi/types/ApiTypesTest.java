package io.rollcall.kubeapi.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import io.rollcall.rules.admission.schema.GoType;
import io.rollcall.rules.admission.schema.GoTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tables of types. */
class ApiTypesTest {

    /** A field that servers have not had for long: objects with it are read, and whoever sends it is told. */
    private static final String OLD = "ObjectMeta.clusterName";

    /** Containers that no template may have: admission does not look into them. */
    private static final String ADDED_LATER = "EphemeralContainer";

    private final SortedMap<String, Struct> reachable = new TreeMap<>();

    ApiTypesTest() {
        for (ResourceType type : ResourceType.values()) {
            collect(ApiTypes.of(type));
        }
    }

    @Test
    @DisplayName("every type and field that can be reached from the served kinds says what it is, and no type is empty")
    void described() {
        assertThat(reachable).hasSizeGreaterThan(100);
        reachable.forEach((name, struct) -> {
            assertThat(struct.description()).as(name).matches("\\S.*\\.");
            assertThat(struct.fields()).as(name).isNotEmpty();
            struct.fields()
                    .forEach((field, known) -> assertThat(known.description())
                            .as(name + "." + field)
                            .matches("\\S.*\\."));
        });
    }

    @Test
    @DisplayName("what admission decodes is what the tables say: the same fields of the same types")
    void decoder() {
        List<String> problems = new ArrayList<>();
        for (String kind : List.of("DaemonSet", "ControllerRevision", "Node", "PodSpec")) {
            compare(kind, GoTypes.struct(kind), ApiTypes.struct(kind), problems, new ArrayList<>());
        }
        assertThat(problems).isEmpty();
    }

    @Test
    @DisplayName(
            "a list with keys has entries with these fields, each of them required or with a default; a patch key is a field, too")
    void keys() {
        reachable.forEach((name, struct) -> struct.fields().forEach((field, known) -> {
            if (known.type() instanceof ListOf list) {
                for (String key : list.keys()) {
                    assertThat(list.element()).as(name + "." + field).isInstanceOf(Struct.class);
                    ApiField identity = ((Struct) list.element()).fields().get(key);
                    assertThat(identity).as(name + "." + field + " by " + key).isNotNull();
                }
                if (!known.patchKey().isEmpty()) {
                    assertThat(((Struct) list.element()).fields())
                            .as(name + "." + field)
                            .containsKey(known.patchKey());
                }
            } else {
                assertThat(known.patchMerges()).as(name + "." + field).isFalse();
            }
        }));
    }

    private void collect(ApiType type) {
        switch (type) {
            case Scalar scalar -> {}
            case Anything anything -> {}
            case ListOf list -> collect(list.element());
            case MapOf map -> collect(map.element());
            case Struct struct -> {
                if (reachable.put(struct.name(), struct) == null) {
                    struct.fields().values().forEach(field -> collect(field.type()));
                }
            }
        }
    }

    private static void compare(
            String path, GoType decoded, ApiType served, List<String> problems, List<String> compared) {
        switch (decoded) {
            case GoType.Plain plain -> {
                String kind = served instanceof Scalar scalar ? scalar.kind().name() : "";
                if (plain.kind() != GoType.Kind.ANY && !plain.kind().name().equals(kind)) {
                    problems.add(path + ": " + plain.kind() + ", not " + served);
                }
            }
            case GoType.ListOf list
            when served instanceof ListOf other -> compare(path, list.element(), other.element(), problems, compared);
            case GoType.MapOf map
            when served instanceof MapOf other -> compare(path, map.element(), other.element(), problems, compared);
            case GoType.Struct struct
            when served instanceof Struct other -> {
                if (!struct.simpleName().equals(other.name())) {
                    problems.add(path + ": " + struct.simpleName() + ", not " + other.name());
                }
                if (!compared.contains(other.name())) {
                    compared.add(other.name());
                    fields(struct, other, problems, compared);
                }
            }
            case GoType.ListOf list -> problems.add(path + ": a list, not " + served);
            case GoType.MapOf map -> problems.add(path + ": a map, not " + served);
            case GoType.Struct struct -> problems.add(path + ": " + struct + ", not " + served);
        }
    }

    private static void fields(GoType.Struct struct, Struct other, List<String> problems, List<String> compared) {
        for (Map.Entry<String, GoType.FieldOf> entry : struct.fields().entrySet()) {
            String at = other.name() + "." + entry.getKey();
            ApiField field = other.fields().get(entry.getKey());
            if (field != null) {
                compare(at, entry.getValue().type(), field.type(), problems, compared);
            } else if (!at.equals(OLD)) {
                problems.add(at + ": missing");
            }
        }
        other.fields().keySet().stream()
                .filter(field ->
                        !struct.fields().containsKey(field) && !other.name().equals(ADDED_LATER))
                .forEach(field -> problems.add(other.name() + "." + field + ": is not decoded"));
    }
}
