package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory: versions, generations, finalizers, a pod's grace; nothing of admission, and no controllers. Its time stands
 * still.
 */
public final class InMemoryStore extends CommittedReads implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private long version = 100;

    /** A store that remembers so many changes of each type, with the namespaces that every cluster has. */
    public InMemoryStore(int changesKept) {
        super(new CommittedObjects(changesKept));
        for (String name : List.of("default", "kube-system")) {
            ObjectNode namespace = io.rollcall.kubeapi.json.Json.object();
            Meta.of(namespace).put("name", name);
            create(ResourceType.NAMESPACES, namespace, WriteMode.COMMIT);
        }
    }

    @Override
    public synchronized ObjectNode create(ResourceType type, ObjectNode wanted, WriteMode mode) {
        ResourceKey key = ResourceKey.of(type, wanted);
        if (present(key) != null) {
            throw Failures.alreadyExists(key);
        }
        ObjectNode object = wanted.deepCopy();
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        String uid = UUID.nameUUIDFromBytes((key.path() + version).getBytes(StandardCharsets.UTF_8))
                .toString();
        Meta.of(object).put("uid", uid).put("creationTimestamp", NOW.toString()).put("generation", 1);
        return store(Change.Type.ADDED, key, null, object, mode);
    }

    @Override
    public synchronized ObjectNode update(
            ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode) {
        ObjectNode before = committed.get(key);
        ObjectNode wanted = change.apply(before.deepCopy());
        String wantedVersion = Meta.resourceVersion(wanted);
        if (!wantedVersion.isEmpty() && !wantedVersion.equals(Meta.resourceVersion(before))) {
            throw Failures.modified(key);
        }
        if (!Meta.uid(wanted).isEmpty() && !Meta.uid(wanted).equals(Meta.uid(before))) {
            throw Failures.conflict(key, "Precondition failed: UID in precondition: " + Meta.uid(wanted));
        }
        ObjectNode object = part == Part.STATUS ? before.deepCopy() : wanted.deepCopy();
        if (part == Part.STATUS) {
            setOrRemove(
                    Meta.of(object), "managedFields", wanted.path("metadata").get("managedFields"));
        }
        setOrRemove(object, "status", (part == Part.STATUS ? wanted : before).get("status"));
        for (String field : List.of("uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "generation")) {
            setOrRemove(Meta.of(object), field, before.path("metadata").get(field));
        }
        if (object.equals(before)) {
            return before;
        }
        if (!object.path("spec").equals(before.path("spec"))) {
            Meta.of(object)
                    .put(
                            "generation",
                            before.path("metadata").path("generation").asLong() + 1);
        }
        ObjectNode stored = store(Change.Type.MODIFIED, key, before, object, mode);
        if (mode == WriteMode.COMMIT
                && Meta.terminating(stored)
                && finalizers(stored).isEmpty()) {
            store(Change.Type.DELETED, key, stored, stored, mode);
        }
        return stored;
    }

    @Override
    public synchronized Deleted delete(ResourceKey key, DeleteOptions options) {
        ObjectNode before = committed.get(key);
        String uid = options.uid();
        if (uid != null && !uid.equals(Meta.uid(before))) {
            throw Failures.otherUid(key, uid, Meta.uid(before));
        }
        String wanted = options.resourceVersion();
        if (wanted != null && !wanted.equals(Meta.resourceVersion(before))) {
            throw Failures.modified(key);
        }
        ObjectNode object = before.deepCopy();
        boolean graceful = key.type() == ResourceType.PODS
                && !before.path("spec").path("nodeName").asText("").isEmpty()
                && !Long.valueOf(0).equals(options.gracePeriodSeconds());
        List<String> finalizers = finalizers(object);
        if (options.propagation() != Propagation.BACKGROUND && key.type() == ResourceType.DAEMON_SETS) {
            finalizers.add(options.propagation() == Propagation.ORPHAN ? "orphan" : "foregroundDeletion");
        }
        if (!graceful && finalizers.isEmpty()) {
            return new Deleted(store(Change.Type.DELETED, key, before, object, options.mode()), true);
        }
        finalizers.forEach(Meta.of(object).putArray("finalizers")::add);
        Meta.of(object).put("deletionTimestamp", NOW.toString());
        return new Deleted(store(Change.Type.MODIFIED, key, before, object, options.mode()), false);
    }

    @Override
    public void close() {
        committed.close();
    }

    private ObjectNode store(
            Change.Type type, ResourceKey key, @Nullable ObjectNode before, ObjectNode wanted, WriteMode mode) {
        if (mode == WriteMode.DRY_RUN) {
            return wanted;
        }
        ObjectNode object = wanted.deepCopy();
        Meta.of(object).put("resourceVersion", Long.toString(++version));
        committed.add(List.of(new Change(type, key, before, object)));
        return object;
    }

    private @Nullable ObjectNode present(ResourceKey key) {
        try {
            return committed.get(key);
        } catch (StatusException notThere) {
            return null;
        }
    }

    private static List<String> finalizers(ObjectNode object) {
        List<String> finalizers = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(entry -> finalizers.add(entry.asText()));
        return finalizers;
    }

    private static void setOrRemove(ObjectNode object, String field, @Nullable JsonNode value) {
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
    }
}
