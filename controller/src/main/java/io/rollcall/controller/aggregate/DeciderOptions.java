package io.rollcall.controller.aggregate;

import io.rollcall.rules.pod.Placement;

/**
 * What a user may choose about commands.
 *
 * @param placement whether pods are bound to their node directly or pinned by affinity for a scheduler (semantics 3.2)
 * @param inlinePods whether a create carries the whole pod, for consumers that do not read the revisions
 */
public record DeciderOptions(Placement placement, boolean inlinePods) {

    /** Pods are bound directly; a create names its revision. */
    public static final DeciderOptions DEFAULTS = new DeciderOptions(Placement.BIND, false);
}
