package io.rollcall.cli.diff;

/**
 * A pod as it is at the end of a run. Its name does not count.
 *
 * @param node the node it belongs to
 * @param revision number of its revision, 0 when unknown
 * @param state phase, and whether it is ready or terminating
 */
record PodEnd(String node, long revision, String state) implements Comparable<PodEnd> {

    String text() {
        return "revision " + revision + ", " + state;
    }

    @Override
    public int compareTo(PodEnd other) {
        int byNode = node.compareTo(other.node);
        int byRevision = Long.compare(revision, other.revision);
        return byNode != 0 ? byNode : byRevision != 0 ? byRevision : state.compareTo(other.state);
    }
}
