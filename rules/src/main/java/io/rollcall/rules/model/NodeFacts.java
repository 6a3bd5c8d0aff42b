package io.rollcall.rules.model;

import java.util.List;
import java.util.SortedMap;

/**
 * What decisions and explanations read of a node. The caller must not change the collections afterwards.
 *
 * @param name metadata.name
 * @param uid metadata.uid; tells a node that was deleted and made again from the one before
 * @param labels metadata.labels
 * @param taints spec.taints in the order of the object
 * @param unschedulable spec.unschedulable; shown, never decisive (semantics 1.4)
 * @param ready whether the condition Ready is True; shown, never decisive
 */
public record NodeFacts(
        String name,
        String uid,
        SortedMap<String, String> labels,
        List<Taint> taints,
        boolean unschedulable,
        boolean ready) {}
