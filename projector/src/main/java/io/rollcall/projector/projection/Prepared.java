package io.rollcall.projector.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement that is prepared once and run often. Values: String, Integer, Long, Boolean (1 or 0), null. */
final class Prepared {

    private final PreparedStatement statement;

    Prepared(Connection connection, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
    }

    /**
     * Writes a row: where the key is there already, its other columns are overwritten in place, which leaves the indexes alone
     * whose columns stay the same.
     *
     * @param key columns of the key, commas between
     * @param columns all columns in the order of the values, commas between
     */
    static Prepared upsert(Connection connection, String table, String key, String columns) throws SQLException {
        List<String> names =
                Arrays.stream(columns.split(",")).map(String::strip).toList();
        String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
        String updates =
                names.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        return new Prepared(
                connection,
                "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + marks + ") ON CONFLICT ("
                        + key + ") DO UPDATE SET " + updates);
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
