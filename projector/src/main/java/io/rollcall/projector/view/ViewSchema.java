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
 * The tables of the view. {@code schema.sql} and {@code history.sql} beside this class declare and document them.
 *
 * <p>There is no migration: a view of another {@link #VERSION} is dropped and built again from the log.
 */
public final class ViewSchema {

    /** To be raised with every change of those files, and of what the projection writes into it. */
    public static final int VERSION = 5;

    static final String VERSION_KEY = "schema_version";
    private static final List<String> RESOURCES = List.of("schema.sql", "history.sql");

    private ViewSchema() {}

    /** Drops whatever is there and creates empty tables; part of the caller's transaction. */
    static void recreate(Connection connection, Dialect dialect, int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(connection, dialect)) {
                statement.executeUpdate(dialect.drop(table));
            }
            for (String resource : RESOURCES) {
                for (String declaration : declarations(resource)) {
                    statement.executeUpdate(dialect.declaration(declaration));
                }
            }
            statement.executeUpdate("INSERT INTO meta VALUES ('" + VERSION_KEY + "', '" + version + "')");
        }
    }

    static boolean anyTable(Connection connection, Dialect dialect) throws SQLException {
        return !tables(connection, dialect).isEmpty();
    }

    /** Names of the tables that are there, sorted. */
    public static List<String> tables(Connection connection, Dialect dialect) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(dialect.tables())) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** The statements of a file, without its comments. */
    private static List<String> declarations(String resource) {
        String sql;
        try (InputStream in = Objects.requireNonNull(ViewSchema.class.getResourceAsStream(resource), resource)) {
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
