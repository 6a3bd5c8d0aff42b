package io.rollcall.cli.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Two runs of one DaemonSet side by side.
 *
 * @param daemonSet namespace/name
 * @param a the one
 * @param b the other
 * @param gains nodes that have a pod in the other only
 * @param loses nodes that have a pod in the one only
 * @param changes nodes that have another pod in the other
 */
record DaemonSetDiff(
        String daemonSet,
        DaemonSetRun a,
        DaemonSetRun b,
        List<NodeChange> gains,
        List<NodeChange> loses,
        List<NodeChange> changes) {

    /**
     * What a node has in the end.
     *
     * @param before its pods in the one; empty for none
     * @param after its pods in the other; empty for none
     */
    record NodeChange(String node, String before, String after) {}

    static DaemonSetDiff of(String daemonSet, DaemonSetRun a, DaemonSetRun b) {
        SortedMap<String, List<PodEnd>> before = a.pods();
        SortedMap<String, List<PodEnd>> after = b.pods();
        TreeSet<String> nodes = new TreeSet<>(before.keySet());
        nodes.addAll(after.keySet());
        List<NodeChange> gains = new ArrayList<>();
        List<NodeChange> loses = new ArrayList<>();
        List<NodeChange> changes = new ArrayList<>();
        for (String node : nodes) {
            NodeChange change = new NodeChange(node, text(before.get(node)), text(after.get(node)));
            if (change.before().isEmpty()) {
                gains.add(change);
            } else if (change.after().isEmpty()) {
                loses.add(change);
            } else if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return new DaemonSetDiff(daemonSet, a, b, gains, loses, changes);
    }

    /** All DaemonSets of two runs, by name. */
    static List<DaemonSetDiff> of(Run a, Run b) {
        TreeSet<String> names = new TreeSet<>(a.daemonSets().keySet());
        names.addAll(b.daemonSets().keySet());
        SortedMap<String, DaemonSetRun> none = new TreeMap<>();
        List<DaemonSetDiff> diffs = new ArrayList<>();
        for (String name : names) {
            DaemonSetRun nothing = none.computeIfAbsent(name, key -> new DaemonSetRun());
            diffs.add(of(
                    name,
                    a.daemonSets().getOrDefault(name, nothing),
                    b.daemonSets().getOrDefault(name, nothing)));
        }
        return diffs;
    }

    private static String text(@org.jspecify.annotations.Nullable List<PodEnd> pods) {
        return pods == null ? "" : pods.stream().map(PodEnd::text).collect(Collectors.joining("; "));
    }

    /** Whether the same nodes have the same pods in the end. */
    boolean samePods() {
        return gains.isEmpty() && loses.isEmpty() && changes.isEmpty();
    }

    /** Whether nothing differs. */
    boolean same() {
        return samePods() && java.util.Arrays.stream(Figure.values()).allMatch(this::same);
    }

    boolean same(Figure figure) {
        BigDecimal one = a.figure(figure);
        return one.compareTo(b.figure(figure)) == 0;
    }
}
