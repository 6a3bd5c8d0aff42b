package io.rollcall.projector.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement that is prepared once and run often. Values: String, Integer, Long, Boolean (1 or 0), null. */
final class Prepared {

    private final PreparedStatement statement;

    Prepared(Connection connection, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
    }

    /** Runs it with values for its parameters, in their order. */
    int run(@Nullable Object... values) throws SQLException {
        bind(values);
        return statement.executeUpdate();
    }

    /** Runs a query; the caller closes the result before the next run. */
    ResultSet query(@Nullable Object... values) throws SQLException {
        bind(values);
        return statement.executeQuery();
    }

    private void bind(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
