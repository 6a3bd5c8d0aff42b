package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Changes.SlotName;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * The findings about all slots over the whole past, in memory, made from the view and moved on with it: what records of the journal
 * changed is worked out again, slot by slot or, where it is much, DaemonSet by DaemonSet.
 *
 * <p>Commands and decisions may reach the view after the journal records that they answer to. So a slot that changed is looked at
 * again for some seconds. One thread moves it on at a time; any may read meanwhile.
 */
final class MatrixPast {

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(15).toNanos();
    /** Reading a slot by itself costs as much as ten of a whole DaemonSet. */
    private static final int WHOLE_COLUMN_FROM = 10;

    private record Touched(long nanos, int partition, Changes changes) {}

    private final ViewDatabase view;
    private final LongSupplier nanos;
    private final Codes codes = new Codes();
    private final Map<Integer, Map<String, NodePast>> nodes = new ConcurrentSkipListMap<>();
    private final Map<String, Column> columns = new ConcurrentHashMap<>();
    private final Deque<Touched> touched = new ArrayDeque<>();
    private volatile End end = End.BEFORE_ALL;
    private List<String> positions = List.of();

    /**
     * How far it goes.
     *
     * @param offsets last offset of each partition of the journal
     * @param time journal time, microseconds
     */
    record End(SortedMap<Integer, Long> offsets, long time) {
        static final End BEFORE_ALL = new End(new TreeMap<>(), Long.MIN_VALUE);
    }

    MatrixPast(ViewDatabase view, LongSupplier nanos) {
        this.view = view;
        this.nanos = nanos;
    }

    End end() {
        return end;
    }

    Codes codes() {
        return codes;
    }

    /** In the order of their names. */
    Map<String, NodePast> nodes(int partition) {
        return nodes.getOrDefault(partition, Map.of());
    }

    List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** Moves on to what the view has now. */
    synchronized void refresh() throws SQLException {
        try (Connection connection = view.reader()) {
            List<String> now = positions(connection);
            if (now.equals(positions) && touched.isEmpty()) {
                return;
            }
            End next = readEnd(connection);
            if (regressed(next)) {
                nodes.clear();
                columns.clear();
                touched.clear();
                end = End.BEFORE_ALL;
            }
            new Step(connection, next).run();
            positions = now;
            end = next;
        }
    }

    /** A view that was emptied begins anew. */
    private boolean regressed(End next) {
        return end.offsets().entrySet().stream()
                .anyMatch(before -> next.offsets().getOrDefault(before.getKey(), -1L) < before.getValue());
    }

    private static List<String> positions(Connection connection) throws SQLException {
        List<String> positions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT topic, partition, next_offset FROM offsets ORDER BY topic, partition")) {
            while (row.next()) {
                positions.add(row.getString(1) + " " + row.getInt(2) + " " + row.getLong(3));
            }
        }
        return positions;
    }

    private static End readEnd(Connection connection) throws SQLException {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        long time = Long.MIN_VALUE;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT partition, log_offset, journal_time FROM clock")) {
            while (row.next()) {
                offsets.put(row.getInt(1), row.getLong(2));
                time = Math.max(time, row.getLong(3));
            }
        }
        return new End(offsets, time);
    }

    /** One move, on one connection. */
    private final class Step {
        private final PastRows rows;
        private final SpecRows specs;
        private final Connection connection;
        private final End next;
        private final CellWriter writer = new CellWriter(codes);

        Step(Connection connection, End next) {
            this.connection = connection;
            this.next = next;
            this.rows = new PastRows(connection);
            this.specs = new SpecRows(connection);
        }

        void run() throws SQLException {
            Map<Integer, Changes> byPartition = new TreeMap<>();
            for (int partition : next.offsets().keySet()) {
                byPartition.put(partition, changes(partition));
            }
            for (SpecRows.Known known : specs.daemonSets()) {
                Column column = columns.get(known.uid());
                if (column == null || !column.daemonSet().equals(known)) {
                    column = new Column(known);
                    whole(column);
                    columns.put(known.uid(), column);
                } else {
                    update(column, byPartition.getOrDefault(known.partition(), Changes.EVERYTHING));
                }
            }
        }

        private Changes changes(int partition) throws SQLException {
            Long before = end.offsets().get(partition);
            Changes fresh = before == null ? Changes.EVERYTHING : Changes.since(connection, partition, before);
            if (fresh.everything() || !nodes.containsKey(partition)) {
                nodes.put(partition, new ConcurrentSkipListMap<>(rows.nodes(partition)));
            } else {
                for (String name : fresh.nodes()) {
                    nodes.getOrDefault(partition, Map.of()).put(name, rows.node(partition, name));
                }
            }
            return withEarlier(partition, fresh);
        }

        private Changes withEarlier(int partition, Changes fresh) {
            long now = nanos.getAsLong();
            touched.removeIf(earlier -> now - earlier.nanos() > LOOK_AGAIN_NANOS);
            Set<String> names = new TreeSet<>(fresh.nodes());
            Set<SlotName> slots = new TreeSet<>(fresh.slots());
            for (Touched earlier : touched) {
                if (earlier.partition() == partition) {
                    names.addAll(earlier.changes().nodes());
                    slots.addAll(earlier.changes().slots());
                }
            }
            if (!fresh.nodes().isEmpty() || !fresh.slots().isEmpty()) {
                touched.add(new Touched(now, partition, fresh));
            }
            return new Changes(fresh.everything(), names, slots);
        }

        private void update(Column column, Changes changes) throws SQLException {
            SpecRows.Known known = column.daemonSet();
            Map<String, NodePast> all = nodes(known.partition());
            List<String> names = changes.nodesOf(known.uid());
            if (changes.everything() || names.size() > all.size() / WHOLE_COLUMN_FROM + 1) {
                whole(column);
                return;
            }
            for (String name : names) {
                SlotPast slot = rows.slots(known.uid(), known.partition(), name).getOrDefault(name, SlotPast.NONE);
                column.cell(name, writer.write(column.spec(), all.getOrDefault(name, NodePast.NONE), slot));
            }
        }

        private void whole(Column column) throws SQLException {
            SpecRows.Known known = column.daemonSet();
            Map<String, NodePast> all = nodes(known.partition());
            column.spec(specs.past(known));
            Map<String, SlotPast> slots = rows.slots(known.uid(), known.partition(), null);
            all.forEach((name, node) ->
                    column.cell(name, writer.write(column.spec(), node, slots.getOrDefault(name, SlotPast.NONE))));
        }
    }
}
