package io.rollcall.cluster.kubeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.Namespaces;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.cluster.store.Propagation;
import io.rollcall.events.ChangeType;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Deleted;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.WriteMode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes of the API carried out on the cluster's store. For the cluster's thread. */
final class StoreWrites {

    private StoreWrites() {}

    static ObjectNode create(ObjectStore store, ResourceType type, ObjectNode wanted, WriteMode mode) {
        ObjectKind kind = Kinds.kind(type);
        ObjectNode made = in(store, ObjectKey.of(kind, wanted), mode).create(kind, wanted);
        return mode == WriteMode.COMMIT ? made : atVersion(made, "");
    }

    /** Stores what was made of an object; empty when the object is another one by now, and nothing was done. */
    static Optional<ObjectNode> updated(
            ObjectStore store, ResourceKey key, Part part, ObjectNode of, ObjectNode wanted, WriteMode mode) {
        String present = Meta.resourceVersion(store.get(Kinds.key(key)));
        return present.equals(Meta.resourceVersion(of))
                ? Optional.of(update(store, key, part, before -> wanted, mode))
                : Optional.empty();
    }

    static ObjectNode update(
            ObjectStore store, ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode) {
        ObjectKey stored = Kinds.key(key);
        ObjectStore target = in(store, stored, mode);
        ObjectNode wanted = change.apply(target.get(stored).deepCopy());
        String version = Meta.resourceVersion(target.get(stored));
        ObjectNode changed = switch (part) {
            case MAIN -> target.update(stored.kind(), wanted);
            case STATUS -> target.updateStatus(stored.kind(), wanted);
        };
        return mode == WriteMode.COMMIT ? changed : atVersion(changed, version);
    }

    /** What was only tried has no version of its own. */
    private static ObjectNode atVersion(ObjectNode tried, String version) {
        ObjectNode object = tried.deepCopy();
        if (version.isEmpty()) {
            Meta.of(object).remove("resourceVersion");
        } else {
            Meta.of(object).put("resourceVersion", version);
        }
        return object;
    }

    static Deleted delete(ObjectStore store, ResourceKey key, DeleteOptions options) {
        ObjectKey stored = Kinds.key(key);
        ObjectStore target = in(store, stored, options.mode());
        ObjectNode before = target.get(stored);
        String version = options.resourceVersion();
        if (version != null && !version.equals(Meta.resourceVersion(before))) {
            throw Failures.modified(key);
        }
        target.delete(
                stored,
                new io.rollcall.cluster.store.DeleteOptions(
                        options.uid(), options.gracePeriodSeconds(), propagation(options)));
        Optional<ObjectNode> after = target.find(stored);
        return new Deleted(after.orElse(before), after.isEmpty());
    }

    /** The store itself; for a trial one with nothing but the object, which is thrown away. */
    private static ObjectStore in(ObjectStore store, ObjectKey key, WriteMode mode) {
        if (mode == WriteMode.COMMIT) {
            return store;
        }
        ObjectStore trial = new ObjectStore(0);
        trial.moveTo(store.now());
        trial.takeOverVersion(store.version());
        ObjectKey namespace = Namespaces.key(key.namespace());
        store.find(namespace).ifPresent(object -> trial.takeOver(namespace.kind(), ChangeType.ADDED, object));
        store.find(key).ifPresent(object -> trial.takeOver(key.kind(), ChangeType.ADDED, object));
        return trial;
    }

    private static Propagation propagation(DeleteOptions options) {
        return switch (options.propagation()) {
            case BACKGROUND -> Propagation.BACKGROUND;
            case FOREGROUND -> Propagation.FOREGROUND;
            case ORPHAN -> Propagation.ORPHAN;
        };
    }
}
