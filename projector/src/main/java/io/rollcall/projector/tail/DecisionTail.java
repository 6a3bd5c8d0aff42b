package io.rollcall.projector.tail;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.read.DecisionReader;
import io.rollcall.projector.query.read.KnownNames;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decisions as they come, from the topic decisions. */
public final class DecisionTail extends Tail<DecisionEntry> {

    private static final String TOPIC = "decisions";
    private static final String ROWS = DecisionReader.COLUMNS
            + " FROM decisions WHERE log_partition = ? AND log_offset > ? ORDER BY log_offset LIMIT ?";

    private final DecisionFilter filter;

    /**
     * From a position on.
     *
     * @param filter which to show; its limit does not matter
     * @param after an {@link Entry#position}; null for the present end
     * @throws io.rollcall.projector.query.answer.QueryException also when the filter names what never was
     */
    public DecisionTail(ViewDatabase view, DecisionFilter filter, @Nullable String after) throws SQLException {
        super(view, TOPIC, after);
        this.filter = filter;
        try (Connection connection = view.reader()) {
            KnownNames known = new KnownNames(connection);
            known.requireDaemonSet(filter.namespace(), filter.daemonSet());
            known.requireNode(filter.node());
        }
    }

    @Override
    SortedMap<Integer, Long> ends(Connection connection) throws SQLException {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT partition, next_offset - 1 FROM offsets WHERE topic LIKE '%" + TOPIC + "'")) {
            while (row.next()) {
                ends.put(row.getInt(1), row.getLong(2));
            }
        }
        return ends;
    }

    @Override
    String rows() {
        return ROWS;
    }

    @Override
    String oldest() {
        return "SELECT min(log_offset) FROM decisions WHERE log_partition = ?";
    }

    @Override
    String mark() {
        return "decisions_since";
    }

    @Override
    @Nullable
    DecisionEntry show(Connection connection, ResultSet row, boolean firstPartition) throws SQLException {
        DecisionEntry decision = DecisionReader.decision(row);
        boolean wanted = (filter.daemonSet() == null
                        || decision.daemonSet().equals(filter.namespace() + "/" + filter.daemonSet()))
                && (filter.node() == null || decision.node().equals(filter.node()));
        return wanted ? decision : null;
    }
}
