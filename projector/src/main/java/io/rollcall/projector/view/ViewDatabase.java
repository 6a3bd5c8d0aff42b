package io.rollcall.projector.view;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database that holds the view: a SQLite file of one projector, or a PostgreSQL database that several share.
 *
 * <p>The writing connection belongs to one thread. Readers each get their own, from any thread; they neither wait for the writer nor
 * keep it waiting.
 */
public final class ViewDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewDatabase.class);

    private final ViewServer server;
    private final int version;
    private Connection writer;
    private boolean rebuilt;

    private ViewDatabase(ViewServer server, Connection writer, int version) {
        this.server = server;
        this.writer = writer;
        this.version = version;
    }

    /**
     * Opens the view in a SQLite file, see {@link #open(ViewLocation)}.
     *
     * @throws ViewException when the file is another projector's, no database, or cannot be written
     */
    public static ViewDatabase open(Path file) {
        return open(new ViewLocation.SqliteFile(file));
    }

    /**
     * Opens the view, making it where there is none and emptying one of another schema version.
     *
     * @throws ViewException when it cannot be used; says why and what to do
     */
    public static ViewDatabase open(ViewLocation location) {
        return open(location, ViewSchema.VERSION);
    }

    static ViewDatabase open(ViewLocation location, int version) {
        ViewServer server = switch (location) {
            case ViewLocation.SqliteFile file -> new SqliteServer(file.path());
            case ViewLocation.PostgresDatabase database -> new PostgresServer(database);
        };
        Connection writer = null;
        try {
            writer = server.connectWriter();
            ViewDatabase view = new ViewDatabase(server, writer, version);
            view.ensureSchema();
            return view;
        } catch (ViewException e) {
            closeQuietly(writer);
            server.close();
            throw e;
        } catch (SQLException e) {
            closeQuietly(writer);
            server.close();
            throw new ViewException(
                    "the view " + server.shown() + " cannot be opened: " + firstLine(e) + "; " + server.mend(), e);
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void ensureSchema() throws SQLException {
        server.lockDeclarations(writer);
        String found = meta(ViewSchema.VERSION_KEY);
        if (found == null && ViewSchema.anyTable(writer, dialect())) {
            throw new ViewException(
                    "the database " + server.shown() + " is not empty, but not a view of Rollcall: name another");
        }
        if (!Integer.toString(version).equals(found)) {
            recreate();
        }
        writer.commit();
    }

    /** Empties the view: the next reader of {@link #rebuilt} learns that it starts from the beginning of the log. */
    public void clear() throws SQLException {
        server.lockDeclarations(writer());
        recreate();
        writer.commit();
    }

    private void recreate() throws SQLException {
        ViewSchema.recreate(writer, dialect(), version);
        rebuilt = true;
    }

    /** Whether the view was emptied, or new, since it was opened. */
    public boolean rebuilt() {
        return rebuilt;
    }

    /** Which SQL it speaks. */
    public Dialect dialect() {
        return server.dialect();
    }

    /** The connection that writes, without auto-commit. The projecting thread's alone. Connects again when it was lost. */
    public Connection writer() throws SQLException {
        if (writer.isClosed()) {
            writer = server.connectWriter();
        }
        return writer;
    }

    /** A connection of its own that sees the view at one moment and cannot change it; to be closed by the caller. */
    public Connection reader() throws SQLException {
        return server.connectReader();
    }

    /**
     * Whether the tables are of this version.
     *
     * @throws ViewException when another program has made them those of another version since
     */
    public void requireVersion() throws SQLException {
        String found = meta(ViewSchema.VERSION_KEY);
        writer.commit();
        if (!Integer.toString(version).equals(found)) {
            throw new ViewException("the view " + server.shown() + " is of schema version " + found
                    + " now, this projector writes " + version
                    + ": let all projectors of a view be of one release, then start this one again");
        }
    }

    /** A value of the table meta; null when there is none, or no such table. Leaves the transaction open. */
    public @Nullable String meta(String name) throws SQLException {
        Connection connection = writer();
        if (!ViewSchema.tables(connection, dialect()).contains("meta")) {
            return null;
        }
        try (var statement = connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Sets a value of the table meta and commits. */
    public void setMeta(String name, String value) throws SQLException {
        try (var statement = writer().prepareStatement(
                        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
        writer.commit();
    }

    /** Closes the writing connection and gives the database free; a transaction that is open is rolled back. */
    @Override
    public void close() {
        try {
            if (!writer.isClosed()) {
                writer.rollback();
                writer.close();
            }
        } catch (SQLException e) {
            throw new ViewException("the view " + server.shown() + " was not closed cleanly: " + firstLine(e), e);
        } finally {
            server.close();
        }
    }

    /** For what is given up anyway: a failure to close it changes nothing. */
    private static void closeQuietly(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Closing {} failed", connection, e);
        }
    }
}
