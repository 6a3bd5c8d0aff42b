package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.Explanation.NodeGroup;
import io.rollcall.projector.query.finding.Diagnosis.Standing;
import io.rollcall.projector.query.read.DaemonSetRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Explains a DaemonSet: its nodes grouped by what is to be said about them, and the sentence that sums them up. Pure. */
final class DaemonSetExplainer {

    private static final int GROUPS_IN_SENTENCE = 2;

    private record Key(Standing standing, String code, String text) {}

    private static final Comparator<NodeGroup> ORDER = Comparator.comparing(
                    (NodeGroup group) -> Standing.valueOf(group.standing()))
            .thenComparing(NodeGroup::count, Comparator.reverseOrder())
            .thenComparing(NodeGroup::text);

    private DaemonSetExplainer() {}

    /** The groups, problems first, larger ones first. */
    static List<NodeGroup> groups(SortedMap<String, Diagnosis> byNode) {
        SortedMap<Key, List<String>> nodes = new TreeMap<>(
                Comparator.comparing(Key::standing).thenComparing(Key::code).thenComparing(Key::text));
        byNode.forEach((node, diagnosis) -> nodes.computeIfAbsent(
                        new Key(diagnosis.standing(), diagnosis.code(), diagnosis.group()), key -> new ArrayList<>())
                .add(node));
        List<NodeGroup> groups = new ArrayList<>();
        nodes.forEach((key, names) -> groups.add(
                new NodeGroup(key.code(), key.standing().name(), key.text(), names.size(), List.copyOf(names))));
        groups.sort(ORDER);
        return List.copyOf(groups);
    }

    /** The sentence for people. */
    static String verdict(DaemonSetRow daemonSet, List<NodeGroup> groups, @Nullable String standstill) {
        int fine = count(groups, Standing.FINE);
        int wanted = fine + count(groups, Standing.PROBLEM) + count(groups, Standing.UNDER_WAY);
        int leftOut = count(groups, Standing.LEFT_OUT);
        String who = daemonSet.id();
        if (standstill != null) {
            return who + " stands still: " + standstill;
        }
        if (wanted == 0) {
            return leftOut == 0
                    ? who + " has no pods: there are no nodes"
                    : who + " should run on none of " + nodes(leftOut) + ": " + firsts(groups, Standing.LEFT_OUT);
        }
        String others = leftOut == 0 ? "" : "; " + leftOut + " more left out, " + firsts(groups, Standing.LEFT_OUT);
        if (fine == wanted) {
            return who + " runs on " + (wanted == 1 ? "the 1 node" : "all " + wanted + " nodes") + " that should run it"
                    + others;
        }
        int old = groups.stream()
                .filter(group ->
                        group.code().equals("OLD_REVISION") && group.standing().equals(Standing.UNDER_WAY.name()))
                .mapToInt(NodeGroup::count)
                .sum();
        int adopted = groups.stream()
                .filter(group -> group.code().startsWith("ADOPT_"))
                .mapToInt(NodeGroup::count)
                .sum();
        Standing worst = count(groups, Standing.PROBLEM) > 0 ? Standing.PROBLEM : Standing.UNDER_WAY;
        return who + " runs on " + (fine + old + adopted) + " of " + nodes(wanted) + " that should run it"
                + (old == 0 ? "" : ", on " + old + " of them an old revision")
                + (adopted == 0 ? "" : ", on " + adopted + " of them a pod still to be adopted") + ": "
                + firsts(groups, worst)
                + others;
    }

    private static String firsts(List<NodeGroup> groups, Standing standing) {
        List<NodeGroup> those = groups.stream()
                .filter(group -> group.standing().equals(standing.name()))
                .toList();
        StringBuilder text = new StringBuilder();
        for (NodeGroup group : those.subList(0, Math.min(GROUPS_IN_SENTENCE, those.size()))) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append("on ")
                    .append(group.nodes().get(0));
            if (group.count() > 1) {
                text.append(" and ").append(group.count() - 1).append(" more");
            }
            text.append(", ").append(group.text());
        }
        return those.size() > GROUPS_IN_SENTENCE ? text + "; and other reasons" : text.toString();
    }

    private static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    private static int count(List<NodeGroup> groups, Standing standing) {
        return groups.stream()
                .filter(group -> group.standing().equals(standing.name()))
                .mapToInt(NodeGroup::count)
                .sum();
    }
}
