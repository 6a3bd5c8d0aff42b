package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What became of an object that was to be deleted.
 *
 * @param object its last state, or its state while it waits for its grace period or finalizers; to be read only
 * @param gone whether it is gone
 */
public record Deleted(ObjectNode object, boolean gone) {}
