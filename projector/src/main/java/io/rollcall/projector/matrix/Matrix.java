package io.rollcall.projector.matrix;

import io.rollcall.projector.query.finding.SlotBasis.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, DaemonSets, and the finding about each pair, at one moment. Compact: a cell is one byte.
 *
 * @param asOf journal time
 * @param place the same moment as a place in the journal; null where the journal has several partitions
 * @param now whether the newest moment was asked for
 * @param layout names this set of nodes with what is said of them; a question that names it gets no nodes again
 * @param nodes the nodes; null when the question named their layout
 * @param codes what cells may say
 * @param daemonSets the DaemonSets that were there, by namespace and name
 */
public record Matrix(
        Instant asOf,
        @Nullable String place,
        boolean now,
        String layout,
        @Nullable Layout nodes,
        List<Finding> codes,
        List<DaemonSetCells> daemonSets) {

    /**
     * A column.
     *
     * @param cells base64, a byte for each node in the order of the layout: the number in codes, from 1; 0 where there is no slot
     */
    public record DaemonSetCells(String namespace, String name, String uid, String cells) {}

    /**
     * The rows.
     *
     * @param names names of the nodes, in order
     * @param properties what nodes can be grouped by
     */
    public record Layout(List<String> names, List<Property> properties) {}

    /**
     * Something that nodes have in common.
     *
     * @param kind label, taint or condition
     * @param key label key; empty for taints and conditions
     * @param values the values there are, the empty one for nodes without
     * @param of for each node in order the index of its value
     */
    public record Property(String kind, String key, List<String> values, int[] of) {}
}
