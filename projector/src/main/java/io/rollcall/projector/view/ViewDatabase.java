package io.rollcall.projector.view;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file that holds the view, opened by the one projector that writes it; a lock beside the file keeps a second one out.
 *
 * <p>The writing connection belongs to one thread. Readers each open their own; in WAL mode they neither wait nor are waited for.
 */
public final class ViewDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewDatabase.class);
    private static final int BUSY_MILLIS = 10_000;
    /** Negative: KiB, not pages. The indexes of a large cluster fit. */
    private static final int CACHE_KIBIBYTES = -65_536;
    /** In pages: 40 MB of log between checkpoints, each of which waits for the disk. */
    private static final int CHECKPOINT_PAGES = 10_000;

    private final Path file;
    private final FileChannel lockFile;
    private final Connection writer;
    private final int version;
    private boolean rebuilt;

    private ViewDatabase(Path file, FileChannel lockFile, Connection writer, int version) {
        this.file = file;
        this.lockFile = lockFile;
        this.writer = writer;
        this.version = version;
    }

    /**
     * Opens the view, creating the file where there is none and emptying one of another schema version.
     *
     * @throws ViewException when the file is another projector's, no database, or cannot be written
     */
    public static ViewDatabase open(Path file) {
        return open(file, ViewSchema.VERSION);
    }

    static ViewDatabase open(Path file, int version) {
        FileChannel lockFile = lock(file);
        Connection writer = null;
        try {
            writer = connect(file);
            ViewDatabase view = new ViewDatabase(file, lockFile, writer, version);
            view.ensureSchema();
            return view;
        } catch (ViewException e) {
            closeQuietly(writer);
            closeQuietly(lockFile);
            throw e;
        } catch (SQLException e) {
            closeQuietly(writer);
            closeQuietly(lockFile);
            throw new ViewException(
                    "the view " + file + " cannot be opened: " + e.getMessage()
                            + "; everything in it comes from the log, so the file may be removed",
                    e);
        }
    }

    private static FileChannel lock(Path file) {
        Path lockPath = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                closeQuietly(channel);
                throw new ViewException("the view " + file
                        + " is in use by another projector: stop that one, or give this" + " one a file of its own");
            }
            return channel;
        } catch (IOException e) {
            throw new ViewException("the view " + file + " cannot be written: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // Power loss may lose the last transactions, never part of one: they are read from the log again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(CACHE_KIBIBYTES);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private void ensureSchema() throws SQLException {
        String found = meta(ViewSchema.VERSION_KEY);
        if (found == null && ViewSchema.anyTable(writer)) {
            throw new ViewException(
                    "the file " + file + " is a database, but not a view of Rollcall: name another file");
        }
        if (!Integer.toString(version).equals(found)) {
            clear();
        }
        writer.commit();
    }

    /** Empties the view: the next reader of {@link #rebuilt} learns that it starts from the beginning of the log. */
    public void clear() throws SQLException {
        ViewSchema.recreate(writer, version);
        writer.commit();
        rebuilt = true;
    }

    /** Whether the view was emptied, or new, since it was opened. */
    public boolean rebuilt() {
        return rebuilt;
    }

    /** The connection that writes, without auto-commit. The projecting thread's alone. */
    public Connection writer() {
        return writer;
    }

    /** A connection of its own that sees the view and cannot change it; to be closed by the caller. */
    public Connection reader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        // One transaction from the first read on, so that all reads of one answer see the same moment.
        connection.setAutoCommit(false);
        return connection;
    }

    /** A value of the table meta; null when there is none, or no such table. Leaves the transaction open. */
    public @Nullable String meta(String name) throws SQLException {
        try (Statement statement = writer.createStatement();
                ResultSet table = statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")) {
            if (!table.next()) {
                return null;
            }
        }
        try (var statement = writer.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Sets a value of the table meta and commits. */
    public void setMeta(String name, String value) throws SQLException {
        try (var statement = writer.prepareStatement("INSERT OR REPLACE INTO meta VALUES (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
        writer.commit();
    }

    /** Closes the writing connection and gives the file free; a transaction that is open is rolled back. */
    @Override
    public void close() {
        try {
            writer.rollback();
            writer.close();
        } catch (SQLException e) {
            throw new ViewException("the view " + file + " was not closed cleanly: " + e.getMessage(), e);
        } finally {
            closeQuietly(lockFile);
        }
    }

    /** For what is given up anyway: a failure to close it changes nothing. */
    private static void closeQuietly(@Nullable AutoCloseable resource) {
        if (resource == null) {
            return;
        }
        try {
            resource.close();
        } catch (Exception e) {
            LOG.debug("Closing {} failed", resource, e);
        }
    }
}
