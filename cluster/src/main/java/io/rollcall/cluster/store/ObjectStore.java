package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.admission.Meaning;
import io.rollcall.rules.model.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, pods, DaemonSets and ControllerRevisions as an API server keeps them. One counter gives every change its
 * resourceVersion; UIDs follow from seed, name and version, so the same calls at the same times give the same objects.
 *
 * <p>For one thread. Objects that are handed out belong to the store and are to be read only. Refused requests are an
 * {@link ApiException} and change nothing.
 */
public final class ObjectStore {

    private final Identities identities;
    private final Map<ObjectKind, NavigableMap<String, ObjectNode>> objects = new EnumMap<>(ObjectKind.class);
    private final List<Change.Listener> listeners = new ArrayList<>();
    private long version;
    private Instant now = Instant.EPOCH;

    /** An empty store. */
    public ObjectStore(long seed) {
        this.identities = new Identities(seed);
        for (ObjectKind kind : ObjectKind.values()) {
            objects.put(kind, new TreeMap<>());
        }
    }

    /** Tells this listener of every change from now on; listeners hear in the order in which they came. */
    public void listen(Change.Listener listener) {
        listeners.add(listener);
    }

    /** The store's time. */
    public Instant now() {
        return now;
    }

    /** Moves time on; a time that has passed is ignored. */
    public void moveTo(Instant time) {
        now = time.isAfter(now) ? time : now;
    }

    /** The highest resourceVersion given out. */
    public long version() {
        return version;
    }

    /** The object, when there is one. */
    public Optional<ObjectNode> find(ObjectKey key) {
        return Optional.ofNullable(objects(key.kind()).get(key.text()));
    }

    /**
     * The object.
     *
     * @throws ApiException when there is none
     */
    public ObjectNode get(ObjectKey key) {
        return find(key).orElseThrow(() -> ApiException.notFound(key));
    }

    /** All objects of a kind, by namespace and name. */
    public List<ObjectNode> list(ObjectKind kind) {
        return List.copyOf(objects(kind).values());
    }

    /** How many objects of a kind there are. */
    public int count(ObjectKind kind) {
        return objects(kind).size();
    }

    /** The objects of a kind in a namespace, or in all when it is null, whose labels the selector matches. */
    public List<ObjectNode> list(ObjectKind kind, @Nullable String namespace, LabelSelector selector) {
        return objects(kind).values().stream()
                .filter(object -> namespace == null || namespace.equals(Meta.namespace(object)))
                .filter(object -> selector.matches(Meta.labels(object)))
                .toList();
    }

    /**
     * Adds an object; the store sets UID, version and creation time, and what the kind prescribes.
     *
     * @return the object as it is stored
     * @throws ApiException when the name is taken or the object is invalid or too large
     */
    public ObjectNode create(ObjectKind kind, ObjectNode wanted) {
        ObjectNode object = KindRules.of(kind).read(wanted);
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        ObjectNode metadata = Meta.of(object);
        metadata.remove(
                List.of("uid", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"));
        identities.name(kind, metadata, version);
        if (Namespaces.terminating(this, Meta.namespace(object))) {
            throw ApiException.namespaceTerminating(ObjectKey.of(kind, object));
        }
        KindRules.of(kind).beforeCreate(object);
        ObjectKey key = ObjectKey.of(kind, object);
        if (objects(kind).containsKey(key.text())) {
            throw ApiException.alreadyExists(key);
        }
        metadata.put("uid", identities.uid(key, version + 1));
        metadata.put("creationTimestamp", Meta.time(now));
        SizeLimit.check(kind, object);
        return store(ChangeType.ADDED, key, null, object);
    }

    /**
     * Replaces an object except for its status.
     *
     * @return the object as it is stored
     * @throws ApiException when it is not there, has another version or UID than the given one, or is invalid or too large
     */
    public ObjectNode update(ObjectKind kind, ObjectNode wanted) {
        ObjectKey key = ObjectKey.of(kind, wanted);
        ObjectNode object = KindRules.of(kind).read(wanted);
        ObjectNode before = Identities.expected(key, get(key), object);
        Identities.keep(before, object);
        KindRules.of(kind).beforeUpdate(before, object);
        SizeLimit.check(kind, before, object);
        return replace(key, before, object);
    }

    /**
     * Replaces the status of an object and nothing else, but for who manages which field.
     *
     * @return the object as it is stored
     * @throws ApiException when it is not there, has another version or UID than the given one, or the status is invalid
     */
    public ObjectNode updateStatus(ObjectKind kind, ObjectNode wanted) {
        ObjectKey key = ObjectKey.of(kind, wanted);
        ObjectNode read = KindRules.of(kind).read(wanted);
        ObjectNode before = Identities.expected(key, get(key), wanted);
        ObjectNode object = before.deepCopy();
        object.set("status", read.path("status").isObject() ? read.get("status") : object.objectNode());
        JsonNode managers = wanted.path("metadata").path("managedFields");
        if (!managers.isEmpty()) {
            Meta.of(object).set("managedFields", managers);
        }
        KindRules.of(kind).beforeStatus(before, object);
        SizeLimit.checkStatus(kind, object);
        return replace(key, before, object);
    }

    /**
     * Changes a copy of the object and stores it: for the cluster's own parts, which know what they may change.
     *
     * @return the object as it is stored
     * @throws ApiException when it is not there
     */
    public ObjectNode change(ObjectKey key, Consumer<ObjectNode> change) {
        ObjectNode before = get(key);
        ObjectNode object = before.deepCopy();
        change.accept(object);
        return replace(key, before, object);
    }

    /**
     * Deletes an object: at once, or by marking it when it has a grace period or finalizers (semantics 7.3, 7.4).
     *
     * @throws ApiException when it is not there or has another UID than the options say
     */
    public void delete(ObjectKey key, DeleteOptions options) {
        ObjectNode before = get(key);
        String uid = options.uid();
        if (uid != null && !uid.equals(Meta.uid(before))) {
            throw ApiException.otherUid(key, uid, Meta.uid(before));
        }
        if (key.kind() == ObjectKind.NAMESPACE && Namespaces.IMMORTAL.contains(key.name())) {
            throw ApiException.forbidden(key, "this namespace may not be deleted");
        }
        Deletion deletion = Deletion.of(key.kind(), before, options, now);
        ObjectNode current = before;
        if (deletion.marks(before)) {
            current = store(ChangeType.MODIFIED, key, before, deletion.marked(before));
        }
        if (deletion.removes(current)) {
            remove(key, current);
        }
    }

    /** Deletes the objects that {@link #list(ObjectKind, String, LabelSelector)} gives; returns how many. */
    public int deleteCollection(
            ObjectKind kind, @Nullable String namespace, LabelSelector selector, DeleteOptions options) {
        List<ObjectNode> chosen = list(kind, namespace, selector);
        chosen.forEach(object -> delete(ObjectKey.of(kind, object), options));
        return chosen.size();
    }

    /** Takes over a change that was made elsewhere, UID and version included. DELETED of an unknown object is ignored. */
    public void takeOver(ObjectKind kind, ChangeType type, ObjectNode foreign) {
        ObjectNode object = foreign.deepCopy();
        ObjectKey key = ObjectKey.of(kind, object);
        takeOverVersion(Long.parseLong(Meta.resourceVersion(object)));
        ObjectNode before = objects(kind).get(key.text());
        if (type == ChangeType.DELETED) {
            if (objects(kind).remove(key.text()) != null) {
                tell(new Change(ChangeType.DELETED, key, before, object, now, false));
            }
            return;
        }
        objects(kind).put(key.text(), object);
        ChangeType known = before == null ? ChangeType.ADDED : ChangeType.MODIFIED;
        tell(new Change(known, key, before, object, now, false));
    }

    /** Versions up to this one have been given out already. */
    public void takeOverVersion(long highest) {
        version = Math.max(version, highest);
    }

    private ObjectNode replace(ObjectKey key, ObjectNode before, ObjectNode object) {
        object.put("apiVersion", key.kind().apiVersion()).put("kind", key.kind().kind());
        Identities.keep(before, object);
        if (Meaning.identical(object, before) || ManagedTimes.aloneDiffer(before, object)) {
            return before;
        }
        ObjectNode stored = store(ChangeType.MODIFIED, key, before, object);
        if (Deletion.isOver(stored)) {
            remove(key, stored);
        }
        return stored;
    }

    private ObjectNode store(ChangeType type, ObjectKey key, @Nullable ObjectNode before, ObjectNode object) {
        Meta.of(object).put("resourceVersion", Long.toString(++version));
        objects(key.kind()).put(key.text(), object);
        tell(new Change(type, key, before, object, now, true));
        return object;
    }

    private void remove(ObjectKey key, ObjectNode before) {
        ObjectNode last = before.deepCopy();
        Meta.of(last).put("resourceVersion", Long.toString(++version));
        objects(key.kind()).remove(key.text());
        tell(new Change(ChangeType.DELETED, key, before, last, now, true));
    }

    private void tell(Change change) {
        for (Change.Listener listener : listeners) {
            listener.changed(change);
        }
    }

    private NavigableMap<String, ObjectNode> objects(ObjectKind kind) {
        NavigableMap<String, ObjectNode> found = objects.get(kind);
        return found == null ? Collections.emptyNavigableMap() : found;
    }
}
