package io.rollcall.cluster.kubeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.CommittedReads;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Deleted;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.WriteMode;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The simulated cluster behind the API. Reads see what is committed and wait for nobody; writes go to the cluster's one writer and
 * return when their events are committed to the topics and readers see them.
 */
public final class ClusterResources extends CommittedReads {

    private final ClusterWriter writer;

    /** Reads from the view and writes through the writer. */
    public ClusterResources(CommittedView view, ClusterWriter writer) {
        super(view.objects());
        this.writer = writer;
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode wanted, WriteMode mode) {
        return write(cluster -> StoreWrites.create(cluster.api(), type, wanted, mode));
    }

    @Override
    public ObjectNode update(ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode) {
        ObjectNode read = committed.get(key);
        ObjectNode wanted = change.apply(read.deepCopy());
        // The writer is one for all: it makes the change itself only when another one was quicker.
        return write(cluster -> StoreWrites.update(
                cluster.api(), key, part, before -> unchanged(before, read) ? wanted : change.apply(before), mode));
    }

    @Override
    public Deleted delete(ResourceKey key, DeleteOptions options) {
        return write(cluster -> StoreWrites.delete(cluster.api(), key, options));
    }

    private static boolean unchanged(ObjectNode before, ObjectNode read) {
        return Meta.uid(before).equals(Meta.uid(read))
                && Meta.resourceVersion(before).equals(Meta.resourceVersion(read));
    }

    private <T> T write(Function<SimulatedCluster, T> function) {
        try {
            return writer.request(function);
        } catch (ApiException e) {
            throw Refusals.of(e);
        }
    }
}
