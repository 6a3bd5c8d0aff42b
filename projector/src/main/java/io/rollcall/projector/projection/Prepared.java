package io.rollcall.projector.projection;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement that is prepared once and run often. Values: String, Integer, Long, Boolean (1 or 0), null. */
final class Prepared {

    private final PreparedStatement statement;
    private final boolean later;
    private boolean waiting;

    /** @param later whether runs wait for {@link #flush} */
    Prepared(PreparedStatement statement, boolean later) {
        this.statement = statement;
        this.later = later;
    }

    /** Runs it with values for its parameters, in their order. How many rows it changed; 0 when that is not known yet. */
    int run(@Nullable Object... values) throws SQLException {
        bind(values);
        if (later) {
            statement.addBatch();
            waiting = true;
            return 0;
        }
        return statement.executeUpdate();
    }

    /** Runs a query; the caller closes the result before the next run. */
    ResultSet query(@Nullable Object... values) throws SQLException {
        bind(values);
        return statement.executeQuery();
    }

    /** Runs what waits. */
    void flush() throws SQLException {
        if (waiting) {
            waiting = false;
            statement.executeBatch();
        }
    }

    /** Forgets what waits. */
    void forget() throws SQLException {
        if (waiting) {
            waiting = false;
            statement.clearBatch();
        }
    }

    private void bind(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(i + 1, value instanceof Boolean truth ? Long.valueOf(truth ? 1 : 0) : value);
        }
    }
}
