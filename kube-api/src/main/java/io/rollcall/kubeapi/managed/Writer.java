package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.managed.Leaves.Leaf;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.types.ApiType.Struct;
import io.rollcall.kubeapi.types.ApiTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody who writes an object, and what that makes of who owns its fields. Whoever updates owns what the update changed. Whoever applies owns
 * what is applied: what the same manager applied before, does not apply now, and nobody else owns is taken away; what another owns and has with
 * another value is a conflict, unless the manager insists.
 *
 * @param name who writes
 * @param type type of the object
 * @param part what of the object is written
 * @param now time of the request
 */
public record Writer(String name, ResourceType type, Part part, Instant now) {

    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    /** An object that is made, by whatever was sent. */
    public void creates(ObjectNode wanted) {
        Meta.of(wanted).remove("managedFields");
        updates(Json.object(), wanted);
    }

    /** An object that is to take the place of another. Who owns what may be a part of what is sent; then that counts. */
    public void updates(ObjectNode before, ObjectNode wanted) {
        ManagedFields managed = ManagedFields.sent(type, before, wanted).orElseGet(() -> ManagedFields.of(before));
        Manager manager = Manager.of(name, Manager.UPDATE, type.apiVersion(), part);
        SortedMap<FieldPath, Leaf> old = leaves(before);
        SortedMap<FieldPath, Leaf> written = leaves(wanted);
        NavigableSet<FieldPath> set = new TreeSet<>();
        written.forEach((field, leaf) -> {
            Leaf there = old.get(field);
            if (there == null || !leaf.same(there)) {
                set.add(field);
            }
        });
        NavigableSet<FieldPath> gone = new TreeSet<>(old.keySet());
        gone.removeAll(written.keySet());
        managed.take(gone, null);
        if (!set.isEmpty()) {
            managed.take(set, manager);
            set.addAll(managed.of(manager));
            managed.give(manager, set, now);
        }
        managed.into(wanted);
    }

    /**
     * An object that is made by applying it.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 500 when entries of a list cannot be told apart, as API servers answer that
     */
    public ObjectNode appliesFirst(ObjectNode sent) {
        ObjectNode object = Applied.of(type, part, sent);
        ManagedFields managed = ManagedFields.of(object);
        managed.give(applier(), new TreeSet<>(leaves(object).keySet()), now);
        managed.into(object);
        return object;
    }

    /**
     * The object after applying; the present one is not changed. When that changes nothing, neither the object nor who owns what, the
     * result equals the present one.
     *
     * @param force whether fields of others are taken over
     * @throws io.rollcall.kubeapi.status.StatusException 409 when others own some, and not forced; 500 as {@link #appliesFirst}
     */
    public ObjectNode applies(ObjectNode present, ObjectNode sent, boolean force) {
        ObjectNode wanted = Applied.of(type, part, sent);
        Manager manager = applier();
        ManagedFields managed = ManagedFields.of(present);
        if (managed.isEmpty()) {
            // As long as nobody said who owns what, it is whoever was there before.
            managed.give(
                    Manager.of(BEFORE_FIRST_APPLY, Manager.UPDATE, type.apiVersion(), part),
                    new TreeSet<>(leaves(present).keySet()),
                    now);
        }
        NavigableSet<FieldPath> owned = new TreeSet<>(leaves(wanted).keySet());
        List<FieldPath> changed = changed(present, wanted);
        SortedMap<String, List<FieldPath>> conflicts = managed.owning(disputed(present, changed), manager);
        if (!force && !conflicts.isEmpty()) {
            throw conflict(conflicts);
        }
        NavigableSet<FieldPath> before = managed.of(manager);
        NavigableSet<FieldPath> kept = managed.ofOthers(manager);
        kept.addAll(owned);
        ObjectNode result = Merge.of(ApiTypes.of(type), present, wanted);
        Removal.from(ApiTypes.of(type), result, before, kept);
        managed.take(changed, manager);
        if (!before.equals(owned) || !result.equals(present)) {
            managed.give(manager, owned, now);
        }
        if (name.equals(LastApplied.MANAGER)) {
            LastApplied.update(result, wanted);
        }
        managed.into(result);
        return result;
    }

    /**
     * The object after applying without server side, as kubectl does it: what was applied last and is not applied now is taken away, what is
     * applied now has its value, and all else stays, whoever put it there. The present object is not changed.
     *
     * @param sent the manifest, in which {@link LastApplied#note} has noted what it is
     */
    public ObjectNode appliesByClient(ObjectNode present, ObjectNode sent) {
        Struct struct = ApiTypes.of(type);
        ObjectNode wanted;
        ObjectNode result;
        try {
            wanted = Applied.of(type, part, sent);
            result = Merge.of(struct, present, wanted);
        } catch (StatusException notToBeToldApart) {
            // Entries of its lists can be merged with no others: what it says counts as a whole.
            wanted = sent.deepCopy();
            ObjectNode metadata = Json.object();
            metadata.set("metadata", Meta.of(wanted).without("managedFields"));
            result = Merge.of(struct, present, metadata);
            wanted.remove(List.of("metadata", "status"));
            result.setAll(wanted);
            wanted.setAll(metadata);
        }
        NavigableSet<FieldPath> applied = new TreeSet<>(leaves(wanted).keySet());
        NavigableSet<FieldPath> last = LastApplied.of(present)
                .map(before -> new TreeSet<>(leaves(before).keySet()))
                .orElseGet(TreeSet::new);
        Removal.from(struct, result, last, applied);
        updates(present, result);
        return result;
    }

    private SortedMap<FieldPath, Leaf> leaves(ObjectNode object) {
        return Leaves.of(ApiTypes.of(type), object, part);
    }

    /** Fields that are to have another value than they have. */
    private List<FieldPath> changed(ObjectNode present, ObjectNode wanted) {
        SortedMap<FieldPath, Leaf> live = leaves(present);
        List<FieldPath> changed = new ArrayList<>();
        leaves(wanted).forEach((field, leaf) -> {
            Leaf there = live.get(field);
            if (there == null || !leaf.same(there)) {
                changed.add(field);
            }
        });
        return changed;
    }

    /** Those about which others may have a say. */
    private List<FieldPath> disputed(ObjectNode present, List<FieldPath> changed) {
        if (!name.equals(LastApplied.MANAGER)) {
            return changed;
        }
        SortedSet<FieldPath> own = LastApplied.fields(ApiTypes.of(type), present, part);
        return changed.stream().filter(field -> !own.contains(field)).toList();
    }

    private Manager applier() {
        return Manager.of(name, Manager.APPLY, type.apiVersion(), part);
    }

    private static RuntimeException conflict(SortedMap<String, List<FieldPath>> conflicts) {
        List<Failures.FieldConflict> causes = new ArrayList<>();
        conflicts.forEach((manager, fields) ->
                fields.forEach(field -> causes.add(new Failures.FieldConflict(manager, field.toString()))));
        return Failures.applyConflict(causes);
    }
}
