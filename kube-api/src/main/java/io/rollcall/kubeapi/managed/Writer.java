package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.patch.StrategicMergePatch;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody who writes an object, and what that makes of who owns its fields. Whoever updates owns what the update changed. Whoever applies owns what is applied: what
 * the same manager applied before, does not apply now, and nobody else owns is taken away; what another owns and has with another value is a
 * conflict, unless the manager insists.
 *
 * @param name who writes
 * @param apiVersion version of the object
 * @param part what of the object is written
 * @param now time of the request
 */
public record Writer(String name, String apiVersion, Part part, Instant now) {

    /** An object that is made, by whatever was sent. */
    public void creates(ObjectNode wanted) {
        Meta.of(wanted).remove("managedFields");
        updates(Json.object(), wanted);
    }

    /** An object that is to take the place of another. Who owns what may be a part of what is sent; then that counts. */
    public void updates(ObjectNode before, ObjectNode wanted) {
        JsonNode sent = wanted.path("metadata").path("managedFields");
        ManagedFields managed = ManagedFields.of(sent.isArray() ? wanted : before);
        Manager manager = Manager.of(name, Manager.UPDATE, apiVersion, part);
        SortedMap<FieldPath, JsonNode> old = Leaves.of(before, part);
        SortedMap<FieldPath, JsonNode> written = Leaves.of(wanted, part);
        SortedSet<FieldPath> set = new TreeSet<>();
        written.forEach((field, value) -> {
            if (!value.equals(old.get(field))) {
                set.add(field);
            }
        });
        SortedSet<FieldPath> gone = new TreeSet<>(old.keySet());
        gone.removeAll(written.keySet());
        managed.take(gone, null);
        if (!set.isEmpty()) {
            managed.take(set, manager);
            set.addAll(managed.of(manager));
            managed.give(manager, set, now);
        }
        managed.into(wanted);
    }

    /** An object that is made by applying it. */
    public ObjectNode appliesFirst(ObjectNode wanted) {
        ObjectNode object = wanted.deepCopy();
        Meta.of(object).remove("managedFields");
        ManagedFields managed = ManagedFields.of(object);
        managed.give(applier(), new TreeSet<>(Leaves.of(wanted, part).keySet()), now);
        managed.into(object);
        return object;
    }

    /**
     * The object after applying; the present one is changed.
     *
     * @param force whether fields of others are taken over
     * @throws io.rollcall.kubeapi.status.StatusException 409 when others own some, and not forced
     */
    public ObjectNode applies(ObjectNode present, ObjectNode wanted, boolean force) {
        Manager manager = applier();
        ManagedFields managed = ManagedFields.of(present);
        SortedMap<FieldPath, JsonNode> live = Leaves.of(present, part);
        SortedMap<FieldPath, JsonNode> applied = Leaves.of(wanted, part);
        List<FieldPath> changed = applied.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(live.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        SortedMap<String, List<FieldPath>> conflicts = managed.owning(changed, manager);
        if (!force && !conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
        SortedSet<FieldPath> before = managed.of(manager);
        SortedSet<FieldPath> owned = new TreeSet<>(applied.keySet());
        SortedSet<FieldPath> kept = managed.ofOthers(manager);
        kept.addAll(owned);
        SortedSet<FieldPath> gone = new TreeSet<>(before);
        gone.removeAll(kept);
        new Removal(present, kept).take(gone);
        managed.take(changed, manager);
        if (!before.equals(owned) || !changed.isEmpty()) {
            managed.give(manager, owned, now);
        }
        ObjectNode patch = wanted.deepCopy();
        Meta.of(patch).remove("managedFields");
        ObjectNode result = StrategicMergePatch.apply(present, patch);
        managed.into(result);
        return result;
    }

    private Manager applier() {
        return Manager.of(name, Manager.APPLY, apiVersion, part);
    }

    private static RuntimeException conflict(SortedMap<String, List<FieldPath>> conflicts) {
        List<Failures.FieldConflict> causes = new ArrayList<>();
        conflicts.forEach((manager, fields) ->
                fields.forEach(field -> causes.add(new Failures.FieldConflict(manager, field.toString()))));
        return Failures.applyConflict(causes);
    }
}
