package io.rollcall.projector.matrix;

import io.rollcall.rules.model.NodeFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of a matrix. Immutable.
 *
 * @param nodes by name
 * @param layout names this set of nodes with what is said of them, for as long as this program runs
 */
record Rows(List<NodeFacts> nodes, String layout) {

    /** Puts rows together, by name. For one thread. */
    static final class Builder {
        private final List<NodeFacts> nodes = new ArrayList<>();
        private long mark = 17;

        /**
         * The next.
         *
         * @param hash the hash of the node, which costs something
         */
        void add(NodeFacts node, int hash) {
            nodes.add(node);
            mark = mark * 1_000_003 + hash;
        }

        Rows build() {
            return new Rows(List.copyOf(nodes), Long.toHexString(mark * 31 + nodes.size()));
        }
    }
}
