package io.rollcall.cluster.kubeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.CommittedReads;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Deleted;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.WriteMode;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * The simulated cluster behind the API. Reads see what is committed and wait for nobody; writes go to the cluster's one writer and
 * return when their events are committed to the topics and readers see them.
 */
public final class ClusterResources extends CommittedReads {

    /** So often a change that takes its time is made again because others were quicker. */
    private static final int ATTEMPTS = 10;

    /** A change that took less may be made on the cluster's own thread. */
    private static final long QUICK_NANOS = 5_000_000;

    /** Later than this no further attempt is begun: nobody waits for its answer any more. */
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final ClusterWriter writer;
    private final LongSupplier nanos;

    /** Reads from the view and writes through the writer. */
    public ClusterResources(CommittedView view, ClusterWriter writer) {
        this(view, writer, System::nanoTime);
    }

    ClusterResources(CommittedView view, ClusterWriter writer, LongSupplier nanos) {
        super(view.objects());
        this.writer = writer;
        this.nanos = nanos;
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode wanted, WriteMode mode) {
        return write(cluster -> StoreWrites.create(cluster.api(), type, wanted, mode));
    }

    /**
     * The change is made of the committed object on the thread of whoever asks, and stored when the object is still the same: what
     * it costs, the cluster's one writer does not pay. Where many change one object, small changes are made by the writer after the
     * first try, so that each of them comes through.
     */
    @Override
    public ObjectNode update(ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode) {
        long start = nanos.getAsLong();
        for (int attempt = 1; attempt <= ATTEMPTS && nanos.getAsLong() - start < LONGEST_NANOS; attempt++) {
            ObjectNode before = committed.get(key);
            long begun = nanos.getAsLong();
            ObjectNode wanted = change.apply(before.deepCopy());
            boolean quick = nanos.getAsLong() - begun < QUICK_NANOS;
            Optional<ObjectNode> stored =
                    write(cluster -> StoreWrites.updated(cluster.api(), key, part, before, wanted, mode));
            if (stored.isPresent()) {
                return stored.get();
            }
            if (quick) {
                return write(cluster -> StoreWrites.update(cluster.api(), key, part, change, mode));
            }
        }
        throw Failures.modified(key);
    }

    @Override
    public Deleted delete(ResourceKey key, DeleteOptions options) {
        return write(cluster -> StoreWrites.delete(cluster.api(), key, options));
    }

    private <T> T write(Function<SimulatedCluster, T> function) {
        try {
            return writer.request(function);
        } catch (ApiException e) {
            throw Refusals.of(e);
        }
    }
}
