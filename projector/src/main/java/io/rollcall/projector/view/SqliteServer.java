package io.rollcall.projector.view;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** A SQLite file; a lock beside it keeps a second projector out. In WAL mode readers neither wait nor are waited for. */
final class SqliteServer implements ViewServer {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteServer.class);
    private static final int BUSY_MILLIS = 10_000;
    /** Negative: KiB, not pages. The indexes of a large cluster fit. */
    private static final int CACHE_KIBIBYTES = -65_536;
    /** In pages: 40 MB of log between checkpoints, each of which waits for the disk. */
    private static final int CHECKPOINT_PAGES = 10_000;

    private final Path file;
    private final FileChannel lockFile;

    /** @throws ViewException when the file is another projector's or cannot be written */
    SqliteServer(Path file) {
        this.file = file;
        this.lockFile = lock(file);
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
                channel.close();
                throw new ViewException("the view " + file
                        + " is in use by another projector: stop that one, or give this one a file of its own");
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

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public String shown() {
        return file.toString();
    }

    @Override
    public String mend() {
        return "everything in it comes from the log, so the file may be removed";
    }

    @Override
    public Connection connectWriter() throws SQLException {
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

    @Override
    public Connection connectReader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        // One transaction from the first read on, so that all reads of one answer see the same moment.
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void lockDeclarations(Connection writer) {
        // The lock beside the file does that.
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.debug("Closing the lock of {} failed", file, e);
        }
    }
}
