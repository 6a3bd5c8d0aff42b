package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import java.time.Duration;
import java.util.OptionalLong;

/** A store whose readers see the committed objects and wait for nobody; how it writes is the matter of those who extend it. */
public abstract class CommittedReads implements ResourceStore {

    /** What readers see. */
    protected final CommittedObjects committed;

    /** Reads these. */
    protected CommittedReads(CommittedObjects committed) {
        this.committed = committed;
    }

    @Override
    public final ObjectNode get(ResourceKey key) {
        return committed.get(key);
    }

    @Override
    public final Listing list(ResourceType type, String namespace, OptionalLong at) {
        return committed.list(type, namespace, at);
    }

    @Override
    public final ChangeFeed changes(ResourceType type, String namespace, long after) {
        return committed.changes(type, namespace, after);
    }

    @Override
    public final long version() {
        return committed.version();
    }

    @Override
    public final boolean await(long version, Duration wait) throws InterruptedException {
        return committed.await(version, wait);
    }
}
