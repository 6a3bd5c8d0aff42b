package io.rollcall.rules.slot;

import io.rollcall.rules.model.PodFacts;

/**
 * A pod that has to go.
 *
 * @param pod the pod, never a terminating one
 * @param reason why
 */
public record Removal(PodFacts pod, RemovalReason reason) {}
