package io.rollcall.projector.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.ChangeFeed;
import io.rollcall.kubeapi.store.DeleteOptions;
import io.rollcall.kubeapi.store.Deleted;
import io.rollcall.kubeapi.store.Listing;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.WriteMode;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The present of an API that has only the past: every request is refused with the way to go. The present is the cluster's, and a view that lags
 * behind it must not pass for it.
 */
public final class PastOnly implements ResourceStore {

    private static StatusException refusal() {
        return Failures.badRequest("this address has the past only: put /asof/MOMENT behind it, such as"
                + " /asof/2026-11-20T10:00:00Z or /asof/journal-0@31; ask the cluster's own API for the present");
    }

    @Override
    public ObjectNode get(ResourceKey key) {
        throw refusal();
    }

    @Override
    public Listing list(ResourceType type, String namespace, OptionalLong at) {
        throw refusal();
    }

    @Override
    public ChangeFeed changes(ResourceType type, String namespace, long after) {
        throw refusal();
    }

    @Override
    public long version() {
        return 0;
    }

    @Override
    public boolean await(long version, Duration wait) {
        return false;
    }

    @Override
    public ObjectNode create(ResourceType type, ObjectNode wanted, WriteMode mode) {
        throw refusal();
    }

    @Override
    public ObjectNode update(ResourceKey key, Part part, UnaryOperator<ObjectNode> change, WriteMode mode) {
        throw refusal();
    }

    @Override
    public Deleted delete(ResourceKey key, DeleteOptions options) {
        throw refusal();
    }
}
