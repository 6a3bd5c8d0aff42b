package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Changes.SlotName;
import io.rollcall.projector.matrix.LateRows.Positions;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The findings about all slots over the whole past, in memory, made from the view and moved on with it: what records of the journal
 * changed is worked out again, slot by slot or, where it is much, DaemonSet by DaemonSet.
 *
 * <p>It takes so much memory and no more: of a long history it has the last part, as long as that may be.
 *
 * <p>One thread moves it on at a time; any may read meanwhile, once it has an {@link #end}.
 */
final class MatrixPast {

    /** Reading a slot by itself costs as much as ten of a whole DaemonSet. */
    private static final int WHOLE_COLUMN_FROM = 10;
    /** At eight bytes each, or 16 where they wait for a time. */
    static final long MOST_STEPS = 8_000_000;

    private final ViewDatabase view;
    private final Codes codes;
    private final long mostSteps;
    private final Map<Integer, Map<String, NodePast>> nodes = new ConcurrentSkipListMap<>();
    private final NodeNumbers numbers = new NodeNumbers();
    private final Map<String, Column> columns = new ConcurrentHashMap<>();
    private volatile End end = End.BEFORE_ALL;
    /** The first offset of each partition that it still has. */
    private final Map<Integer, Long> begins = new ConcurrentSkipListMap<>();

    private Positions positions = Positions.NONE;

    /**
     * How far it goes.
     *
     * @param offsets last offset of each partition of the journal
     * @param time journal time, microseconds
     */
    record End(SortedMap<Integer, Long> offsets, long time) {
        static final End BEFORE_ALL = new End(new TreeMap<>(), Long.MIN_VALUE);
    }

    /** @param mostSteps about how many changes of cells it has at the most */
    MatrixPast(ViewDatabase view, Codes codes, long mostSteps) {
        this.view = view;
        this.codes = codes;
        this.mostSteps = mostSteps;
    }

    End end() {
        return end;
    }

    /** Whether the past was read; before, nothing here says anything. */
    boolean prepared() {
        return end != End.BEFORE_ALL;
    }

    /** The first offset of a partition that it has: 0, or more where the history is long. */
    long begin(int partition) {
        return begins.getOrDefault(partition, 0L);
    }

    /** Whether it has been read up to a moment, and goes back so far. */
    boolean reaches(Moment moment) {
        return newEnough(moment)
                && begins.entrySet().stream()
                        .allMatch(first -> moment.offsets().getOrDefault(first.getKey(), -1L) >= first.getValue());
    }

    /** Whether it has been read up to a moment. */
    boolean newEnough(Moment moment) {
        End now = end;
        return prepared()
                && moment.offsets().entrySet().stream()
                        .noneMatch(wanted -> now.offsets().getOrDefault(wanted.getKey(), -1L) < wanted.getValue());
    }

    /** In the order of their names. */
    Map<String, NodePast> nodes(int partition) {
        return nodes.getOrDefault(partition, Map.of());
    }

    /** By which columns know nodes. */
    NodeNumbers numbers() {
        return numbers;
    }

    List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** Moves on to what the view has now. */
    synchronized void refresh() throws SQLException {
        try (Connection connection = view.reader()) {
            Positions now = Positions.read(connection);
            if (now.equals(positions) && prepared()) {
                return;
            }
            End next = readEnd(connection);
            if (regressed(next)) {
                end = End.BEFORE_ALL;
                nodes.clear();
                columns.clear();
                begins.clear();
            }
            new Step(connection, next).run(now);
            positions = now;
            end = next;
        }
    }

    /** A view that was emptied begins anew. */
    private boolean regressed(End next) {
        return end.offsets().entrySet().stream()
                .anyMatch(before -> next.offsets().getOrDefault(before.getKey(), -1L) < before.getValue());
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

        void run(Positions now) throws SQLException {
            Set<SlotName> late = prepared() ? new LateRows(connection).slots(positions, now) : Set.of();
            Map<Integer, Changes> byPartition = new TreeMap<>();
            for (int partition : next.offsets().keySet()) {
                byPartition.put(partition, changes(partition).with(late));
            }
            for (SpecRows.Known known : specs.daemonSets()) {
                Column column = columns.get(known.uid());
                if (column == null || !column.daemonSet().equals(known)) {
                    column = new Column(known);
                    whole(column);
                    columns.put(known.uid(), column);
                    forget();
                } else {
                    update(column, byPartition.getOrDefault(known.partition(), Changes.EVERYTHING));
                }
            }
            forget();
        }

        /** Gives up the older half for as long as there is too much. */
        private void forget() {
            while (columns.values().stream().mapToLong(Column::steps).sum() > mostSteps && older()) {
                columns.values()
                        .forEach(column ->
                                column.forgetBefore(begin(column.daemonSet().partition())));
            }
        }

        /** Begins later; false when there is nothing to give up. */
        private boolean older() {
            boolean moved = false;
            for (Map.Entry<Integer, Long> last : next.offsets().entrySet()) {
                long begin = begin(last.getKey());
                long later = begin + (last.getValue() - begin + 1) / 2;
                moved |= later > begin;
                begins.put(last.getKey(), later);
            }
            return moved;
        }

        private Changes changes(int partition) throws SQLException {
            Long before = end.offsets().get(partition);
            Changes fresh = before == null ? Changes.EVERYTHING : Changes.since(connection, partition, before);
            if (fresh.everything() || !nodes.containsKey(partition)) {
                Map<String, NodePast> all = rows.nodes(partition);
                all.keySet().forEach(numbers::give);
                nodes.put(partition, new ConcurrentSkipListMap<>(all));
            } else {
                fresh.nodes().forEach(numbers::give);
                for (String name : fresh.nodes()) {
                    nodes.getOrDefault(partition, Map.of()).put(name, rows.node(partition, name));
                }
            }
            return fresh;
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
                column.cell(
                        numbers.give(name), writer.write(column.spec(), all.getOrDefault(name, NodePast.NONE), slot));
            }
        }

        private void whole(Column column) throws SQLException {
            SpecRows.Known known = column.daemonSet();
            Map<String, NodePast> all = nodes(known.partition());
            column.spec(specs.past(known));
            Map<String, SlotPast> slots = rows.slots(known.uid(), known.partition(), null);
            all.forEach((name, node) -> column.cell(
                    numbers.give(name), writer.write(column.spec(), node, slots.getOrDefault(name, SlotPast.NONE))));
        }
    }
}
