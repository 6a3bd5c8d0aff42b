package io.rollcall.projector.matrix;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What records of a partition of the journal changed.
 *
 * @param everything whether all slots are to be looked at: sources or rules changed, or there is too much to look at one by one
 * @param nodes names of nodes
 * @param slots slots
 */
record Changes(boolean everything, Set<String> nodes, Set<SlotName> slots) {

    private static final int MOST = 20_000;
    private static final String RECORDS = "SELECT log_offset, kind, record_key FROM journal WHERE partition = ?"
            + " AND log_offset > ? AND kind NOT IN ('TICK', 'RELIST_STARTED', 'RELIST_FINISHED')"
            + " ORDER BY log_offset LIMIT " + (MOST + 1);
    private static final String SLOTS_OF_POD = "SELECT DISTINCT controller_uid, target_node FROM pod_versions"
            + " WHERE namespace = ? AND name = ? AND controller_uid IS NOT NULL AND target_node IS NOT NULL";

    /** One DaemonSet on one node. */
    record SlotName(String daemonSetUid, String node) implements Comparable<SlotName> {
        @Override
        public int compareTo(SlotName other) {
            int byUid = daemonSetUid.compareTo(other.daemonSetUid);
            return byUid != 0 ? byUid : node.compareTo(other.node);
        }
    }

    static final Changes EVERYTHING = new Changes(true, Set.of(), Set.of());

    /** What the records behind an offset changed. */
    static Changes since(Connection connection, int partition, long offset) throws SQLException {
        Set<String> nodes = new TreeSet<>();
        Set<String> pods = new TreeSet<>();
        Set<SlotName> slots = new TreeSet<>();
        int records = 0;
        try (PreparedStatement statement = connection.prepareStatement(RECORDS)) {
            statement.setInt(1, partition);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String key = row.getString(3);
                    switch (row.getString(2)) {
                        case "NODE" -> nodes.add(key);
                        case "POD" -> pods.add(key);
                        case "RESULT" -> slots.add(slot(key));
                        case "SYNCED", "RULES" -> {
                            return EVERYTHING;
                        }
                        default -> {} // Of DaemonSets and revisions SpecRows tells.
                    }
                    if (++records > MOST) {
                        return EVERYTHING;
                    }
                }
            }
        }
        addSlots(connection, pods, slots);
        return new Changes(false, nodes, slots);
    }

    private static void addSlots(Connection connection, Set<String> pods, Set<SlotName> slots) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOTS_OF_POD)) {
            for (String pod : pods) {
                int slash = pod.indexOf('/');
                statement.setString(1, pod.substring(0, Math.max(0, slash)));
                statement.setString(2, pod.substring(slash + 1));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        slots.add(new SlotName(row.getString(1), row.getString(2)));
                    }
                }
            }
        }
    }

    /** Keys of answers are uid/node. */
    private static SlotName slot(String key) {
        int slash = key.indexOf('/');
        return new SlotName(key.substring(0, Math.max(0, slash)), key.substring(slash + 1));
    }

    /** The same and more slots. */
    Changes with(Set<SlotName> more) {
        if (more.isEmpty()) {
            return this;
        }
        Set<SlotName> all = new TreeSet<>(slots);
        all.addAll(more);
        return new Changes(everything, nodes, all);
    }

    /** Those of a DaemonSet. */
    List<String> nodesOf(String daemonSetUid) {
        Set<String> names = new TreeSet<>(nodes);
        for (SlotName slot : slots) {
            if (slot.daemonSetUid().equals(daemonSetUid)) {
                names.add(slot.node());
            }
        }
        return new ArrayList<>(names);
    }
}
