package io.rollcall.projector.projection;

import io.rollcall.projector.view.Dialect;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Prepares the statements of the folds on the connection that writes. */
final class Statements {

    private final Connection connection;
    private final Dialect dialect;
    private final List<Prepared> later = new ArrayList<>();

    Statements(ViewDatabase view) throws SQLException {
        this.connection = view.writer();
        this.dialect = view.dialect();
    }

    /** A statement that takes effect when it is run. */
    Prepared now(String sql) throws SQLException {
        return new Prepared(connection.prepareStatement(sql), false);
    }

    /**
     * A statement that takes effect by {@link #flush} at the latest, for rows that nothing in the transaction reads. All runs of one
     * such statement come before those of the next, in the order in which they were prepared here. Where a server is asked, this
     * saves a way there and back for each row.
     */
    Prepared later(String sql) throws SQLException {
        Prepared prepared = new Prepared(connection.prepareStatement(sql), dialect.batches());
        later.add(prepared);
        return prepared;
    }

    /**
     * Writes a row: where the key is there already, its other columns are overwritten in place, which leaves the indexes alone
     * whose columns stay the same.
     *
     * @param key columns of the key, commas between
     * @param columns all columns in the order of the values, commas between
     */
    Prepared upsert(String table, String key, String columns) throws SQLException {
        return now(upsertSql(table, key, columns));
    }

    /** As {@link #upsert}, to take effect {@link #later}. */
    Prepared upsertLater(String table, String key, String columns) throws SQLException {
        return later(upsertSql(table, key, columns));
    }

    private static String upsertSql(String table, String key, String columns) {
        List<String> keys = names(key);
        String updates = names(columns).stream()
                .filter(name -> !keys.contains(name))
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return insert(table, columns) + " ON CONFLICT (" + key + ") DO UPDATE SET " + updates;
    }

    /** {@code INSERT INTO table (columns) VALUES (?, …)}. */
    static String insert(String table, String columns) {
        List<String> names = names(columns);
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
    }

    private static List<String> names(String columns) {
        return Arrays.stream(columns.split(",")).map(String::strip).toList();
    }

    /** Runs what waits. */
    void flush() throws SQLException {
        for (Prepared prepared : later) {
            prepared.flush();
        }
    }

    /** Forgets what waits. */
    void forget() throws SQLException {
        for (Prepared prepared : later) {
            prepared.forget();
        }
    }
}
