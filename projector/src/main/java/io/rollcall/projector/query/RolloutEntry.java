package io.rollcall.projector.query;

import java.util.List;

/**
 * How the rollout of a DaemonSet stands.
 *
 * @param sentence what {@code kubectl rollout status} says
 * @param done whether it is over
 * @param blockers what holds it up, for people: a problem, and the nodes that have it; empty when it is done or moves on
 */
public record RolloutEntry(String sentence, boolean done, List<String> blockers) {}
