package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who owns which fields of one object, as its metadata says it. Not thread-safe. */
final class ManagedFields {

    private static final List<String> OPERATIONS = List.of(Manager.APPLY, Manager.UPDATE);
    private static final String OPERATION = "must be `Apply` or `Update`";

    private static final Comparator<Map.Entry<Manager, Owned>> ORDER = Comparator.comparing(
                    (Map.Entry<Manager, Owned> entry) -> entry.getKey().operation())
            .thenComparing(entry -> entry.getValue().time())
            .thenComparing(entry -> entry.getKey().name())
            .thenComparing(entry -> entry.getKey().subresource());

    /**
     * What one owns.
     *
     * @param fields which
     * @param time when it set one of them last, as it is written; empty when nobody knows
     */
    private record Owned(NavigableSet<FieldPath> fields, String time) {}

    private final Map<Manager, Owned> owners = new LinkedHashMap<>();

    private ManagedFields() {}

    /** As an object that is stored says it; entries that say nothing are left out. */
    static ManagedFields of(JsonNode object) {
        ManagedFields managed = new ManagedFields();
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (entry.path("fieldsV1").isObject()) {
                try {
                    managed.add(entry);
                } catch (IllegalArgumentException noFields) {
                    // Whoever wrote it does not say what it owns.
                }
            }
        }
        return managed;
    }

    /**
     * As a request says it that writes them itself: one empty entry means that nobody owns anything, and nothing at all, or what cannot be
     * understood, means that the present ones stay.
     *
     * @param before the object as it is stored, whose entries are judged no more
     * @return empty when the present ones stay
     * @throws io.rollcall.kubeapi.status.StatusException 422 when an entry has an operation that there is not, or a time that is none
     */
    static Optional<ManagedFields> sent(ResourceType type, JsonNode before, JsonNode object) {
        Set<JsonNode> present = new HashSet<>();
        before.path("metadata").path("managedFields").forEach(present::add);
        JsonNode entries = object.path("metadata").path("managedFields");
        if (entries.size() == 1 && entries.path(0).isObject() && entries.path(0).isEmpty()) {
            return Optional.of(new ManagedFields());
        }
        ManagedFields managed = new ManagedFields();
        try {
            for (int i = 0; i < entries.size(); i++) {
                JsonNode entry = entries.path(i);
                if (present.contains(entry)) {
                    carryOn(managed, entry);
                    continue;
                }
                refuse(type, object, i, "operation", entry, OPERATIONS.contains(text(entry, "operation")), OPERATION);
                boolean timed = text(entry, "time").isEmpty() || !time(entry).isEmpty();
                refuse(type, object, i, "time", entry, timed, "must be a time such as 2026-03-01T10:00:00Z");
                managed.add(entry);
            }
        } catch (IllegalArgumentException noFields) {
            return Optional.empty();
        }
        return managed.owners.isEmpty() ? Optional.empty() : Optional.of(managed);
    }

    /** What stands there already is nothing that this request could be refused for. */
    private static void carryOn(ManagedFields managed, JsonNode entry) {
        try {
            managed.add(entry);
        } catch (IllegalArgumentException noFields) {
            // Whoever wrote it does not say what it owns.
        }
    }

    private static void refuse(
            ResourceType type, JsonNode object, int place, String field, JsonNode entry, boolean good, String why) {
        if (!good) {
            throw Failures.invalidField(
                    type, Meta.name(object), "metadata.managedFields[" + place + "]." + field, text(entry, field), why);
        }
    }

    boolean isEmpty() {
        return owners.isEmpty();
    }

    private void add(JsonNode entry) {
        NavigableSet<FieldPath> fields = FieldsV1.read(entry.path("fieldsV1"));
        owners.merge(Manager.of(entry), new Owned(fields, time(entry)), (one, other) -> {
            one.fields().addAll(other.fields());
            return one;
        });
    }

    /** Empty where it is none. */
    private static String time(JsonNode entry) {
        try {
            return written(OffsetDateTime.parse(text(entry, "time")).toInstant());
        } catch (DateTimeException none) {
            return "";
        }
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asText("");
    }

    private static String written(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What a manager owns; nothing when it is not known. */
    NavigableSet<FieldPath> of(Manager manager) {
        Owned owned = owners.get(manager);
        return owned == null ? new TreeSet<>() : new TreeSet<>(owned.fields());
    }

    /** What all others own. */
    NavigableSet<FieldPath> ofOthers(Manager manager) {
        NavigableSet<FieldPath> fields = new TreeSet<>();
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
                NavigableSet<FieldPath> rest = new TreeSet<>(entry.getValue().fields());
                rest.removeAll(fields);
                entry.setValue(new Owned(rest, entry.getValue().time()));
            }
        }
    }

    /** From now on a manager owns these fields, and no others. */
    void give(Manager manager, NavigableSet<FieldPath> fields, Instant now) {
        owners.put(manager, new Owned(fields, written(now)));
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
                .put("apiVersion", manager.apiVersion());
        if (!owned.time().isEmpty()) {
            entry.put("time", owned.time());
        }
        entry.put("fieldsType", "FieldsV1");
        entry.set("fieldsV1", FieldsV1.write(owned.fields()));
        if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
        }
        return entry;
    }
}
