package io.rollcall.projector.view;

import java.sql.SQLException;

/**
 * Where the two databases differ. Everything else is said in the SQL that both understand: declarations with the types TEXT and
 * INTEGER, {@code ON CONFLICT}, one {@code ?} for each parameter, CASE where one has max and the other greatest.
 */
public enum Dialect {
    /** One file, one writer. */
    SQLITE(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
            false) {
        @Override
        String declaration(String portable) {
            return portable;
        }

        @Override
        String drop(String table) {
            return "DROP TABLE \"" + table + "\"";
        }

        @Override
        public boolean faultOfRecord(SQLException e) {
            int primary = e.getErrorCode() & 0xff;
            return primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH || primary == SQLITE_TOOBIG;
        }
    },
    /** A server, any number of writers. */
    POSTGRESQL(
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() ORDER BY tablename", true) {
        @Override
        String declaration(String portable) {
            // Byte order, as SQLite sorts: queries give the same order on both.
            return portable.replaceAll("\\)\\s*STRICT(, WITHOUT ROWID)?\\s*$", ")")
                    .replaceAll("\\bINTEGER\\b", "BIGINT")
                    .replaceAll("\\bTEXT\\b", "TEXT COLLATE \"C\"");
        }

        @Override
        String drop(String table) {
            return "DROP TABLE \"" + table + "\" CASCADE";
        }

        @Override
        public boolean faultOfRecord(SQLException e) {
            String state = e.getSQLState();
            return state != null && (state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_VIOLATION));
        }
    };

    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_MISMATCH = 20;
    private static final int SQLITE_TOOBIG = 18;
    private static final String DATA_EXCEPTION = "22";
    private static final String INTEGRITY_VIOLATION = "23";

    private final String tables;
    private final boolean batches;

    Dialect(String tables, boolean batches) {
        this.tables = tables;
        this.batches = batches;
    }

    /** The declaration of a table or an index as this database wants it. */
    abstract String declaration(String portable);

    /** Drops a table with what hangs on it. */
    abstract String drop(String table);

    /** Whether it is the value that the database refuses, not the database that fails. */
    public abstract boolean faultOfRecord(SQLException e);

    /** Whether a statement costs a way to a server and back, so that it pays to send many at once. */
    public boolean batches() {
        return batches;
    }

    /** Query for the names of the tables that are there. */
    String tables() {
        return tables;
    }
}
