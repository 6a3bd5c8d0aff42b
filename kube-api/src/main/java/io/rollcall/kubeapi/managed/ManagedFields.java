package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who owns which fields of one object, as its metadata says it. Not thread-safe. */
final class ManagedFields {

    private static final Comparator<Map.Entry<Manager, Owned>> ORDER = Comparator.comparing(
                    (Map.Entry<Manager, Owned> entry) -> entry.getKey().operation())
            .thenComparing(entry -> entry.getValue().time())
            .thenComparing(entry -> entry.getKey().name())
            .thenComparing(entry -> entry.getKey().subresource());

    /**
     * What one owns.
     *
     * @param fields which
     * @param time when it set one of them last, as it is written
     */
    private record Owned(SortedSet<FieldPath> fields, String time) {}

    private final Map<Manager, Owned> owners = new LinkedHashMap<>();

    private ManagedFields() {}

    static ManagedFields of(JsonNode object) {
        ManagedFields managed = new ManagedFields();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("fieldsV1").isObject()) {
                managed.owners.put(
                        Manager.of(entry),
                        new Owned(
                                FieldsV1.read(entry.path("fieldsV1")),
                                entry.path("time").asText("")));
            }
        }
        return managed;
    }

    /** What a manager owns; nothing when it is not known. */
    SortedSet<FieldPath> of(Manager manager) {
        Owned owned = owners.get(manager);
        return owned == null ? new TreeSet<>() : new TreeSet<>(owned.fields());
    }

    /** What all others own. */
    SortedSet<FieldPath> ofOthers(Manager manager) {
        SortedSet<FieldPath> fields = new TreeSet<>();
        owners.forEach((owner, owned) -> {
            if (!owner.equals(manager)) {
                fields.addAll(owned.fields());
            }
        });
        return fields;
    }

    /** The others that own some of these fields, in order, with those fields. */
    SortedMap<String, List<FieldPath>> owning(Collection<FieldPath> fields, Manager manager) {
        SortedMap<String, List<FieldPath>> found = new TreeMap<>();
        owners.forEach((owner, owned) -> {
            List<FieldPath> common =
                    fields.stream().filter(owned.fields()::contains).toList();
            if (!owner.equals(manager) && !common.isEmpty()) {
                found.computeIfAbsent(owner.shown(), unknown -> new ArrayList<>())
                        .addAll(common);
            }
        });
        return found;
    }

    /** These fields are nobody's any more, but that manager's. */
    void take(Collection<FieldPath> fields, @Nullable Manager but) {
        for (Map.Entry<Manager, Owned> entry : owners.entrySet()) {
            if (!entry.getKey().equals(but)) {
                SortedSet<FieldPath> rest = new TreeSet<>(entry.getValue().fields());
                rest.removeAll(fields);
                entry.setValue(new Owned(rest, entry.getValue().time()));
            }
        }
    }

    /** From now on a manager owns these fields, and no others. */
    void give(Manager manager, SortedSet<FieldPath> fields, Instant now) {
        owners.put(
                manager, new Owned(fields, now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** Writes it into an object. */
    void into(ObjectNode object) {
        ArrayNode entries = Json.array();
        owners.entrySet().stream()
                .filter(entry -> !entry.getValue().fields().isEmpty())
                .sorted(ORDER)
                .forEach(entry -> entries.add(entry(entry.getKey(), entry.getValue())));
        if (entries.isEmpty()) {
            Meta.of(object).remove("managedFields");
        } else {
            Meta.of(object).set("managedFields", entries);
        }
    }

    private static ObjectNode entry(Manager manager, Owned owned) {
        ObjectNode entry = Json.object()
                .put("manager", manager.name())
                .put("operation", manager.operation())
                .put("apiVersion", manager.apiVersion())
                .put("time", owned.time())
                .put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", FieldsV1.write(owned.fields()));
        if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
        }
        return entry;
    }
}
