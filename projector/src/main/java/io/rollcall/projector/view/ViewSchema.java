package io.rollcall.projector.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The tables of the view. {@code schema.sql} beside this class declares and documents them.
 *
 * <p>There is no migration: a view of another {@link #VERSION} is dropped and built again from the log.
 */
public final class ViewSchema {

    /** To be raised with every change of {@code schema.sql}, and of what the projection writes into it. */
    public static final int VERSION = 2;

    static final String VERSION_KEY = "schema_version";
    private static final String RESOURCE = "schema.sql";

    private ViewSchema() {}

    /** Drops whatever is there and creates empty tables; part of the caller's transaction. */
    static void recreate(Connection connection, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                statement.executeUpdate("DROP TABLE \"" + table + "\"");
            }
            for (String declaration : declarations()) {
                statement.executeUpdate(declaration);
            }
            statement.executeUpdate("INSERT INTO meta VALUES ('" + VERSION_KEY + "', '" + version + "')");
        }
    }

    static boolean anyTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return !tables(statement).isEmpty();
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** The statements of the file, without its comments. */
    private static List<String> declarations() {
        String sql;
        try (InputStream in = Objects.requireNonNull(ViewSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String bare = sql.replaceAll("--[^\n]*", "");
        List<String> declarations = new ArrayList<>();
        for (String declaration : bare.split(";", -1)) {
            if (!declaration.isBlank()) {
                declarations.add(declaration.strip());
            }
        }
        return declarations;
    }
}
