package io.rollcall.cluster.kubeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.Change;
import io.rollcall.kubeapi.store.CommittedObjects;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What of the cluster is committed, for readers on any thread. The cluster's thread tells it: of all objects when it has been
 * rebuilt, and of the changes of each transaction once that is committed. It shares the store's objects, which never change.
 */
public final class CommittedView implements AutoCloseable {

    private final CommittedObjects objects = new CommittedObjects(CommittedObjects.CHANGES_KEPT);

    /** The objects, to read. */
    public CommittedObjects objects() {
        return objects;
    }

    /**
     * The cluster begins from its log. Watches that are open go on when the log has no more than was told: then nothing was
     * lost, and what has been committed since the rebuilding is told as ever. Else they end, for their clients to list again.
     *
     * @param logVersion the highest version in the log
     * @param since what has been committed since
     */
    public void rebuilt(ObjectStore store, long logVersion, List<io.rollcall.cluster.store.Change> since) {
        if (logVersion > 0 && objects.version() == logVersion) {
            committed(since);
        } else {
            rebuilt(store);
        }
    }

    /** These are the objects; nothing is known of what was before. */
    public void rebuilt(ObjectStore store) {

        Map<ResourceType, List<ObjectNode>> present = new EnumMap<>(ResourceType.class);
        for (ObjectKind kind : ObjectKind.values()) {
            present.put(Kinds.type(kind), store.list(kind));
        }
        objects.reset(present, store.version());
    }

    /** These changes are committed, in order. */
    public void committed(List<io.rollcall.cluster.store.Change> changes) {
        List<Change> told = new ArrayList<>();
        for (io.rollcall.cluster.store.Change change : changes) {
            told.add(new Change(type(change), Kinds.key(change.key()), change.before(), change.object()));
        }
        if (!told.isEmpty()) {
            objects.add(told);
        }
    }

    /** Ends all watches. */
    @Override
    public void close() {
        objects.close();
    }

    private static Change.Type type(io.rollcall.cluster.store.Change change) {
        return switch (change.type()) {
            case ADDED -> Change.Type.ADDED;
            case MODIFIED -> Change.Type.MODIFIED;
            case DELETED -> Change.Type.DELETED;
            case UNKNOWN -> throw new IllegalStateException("the store makes no change of an unknown kind");
        };
    }
}
