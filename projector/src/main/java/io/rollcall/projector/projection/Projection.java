package io.rollcall.projector.projection;

import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Folds batches of the log into the view. Each batch is one transaction of rows and offsets: after a failure or a kill at any
 * point the view is that of the last complete batch and says so, and reading goes on from there.
 *
 * <p>A record that cannot be folded goes to the table rejected and stops nothing; only a failing database does. One thread.
 */
public final class Projection {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    private final Connection connection;
    private final Map<Topic<?>, Fold> folds = new HashMap<>();
    private final RejectedFold rejected;
    private final Prepared moveOn;

    /** A projection into a view; prepares its statements. */
    public Projection(ViewDatabase view) throws SQLException {
        connection = view.writer();
        Sources sources = new Sources(connection);
        rejected = new RejectedFold(connection);
        folds.put(TopicCatalogue.NODE_EVENTS, new NodeFold(connection, sources));
        folds.put(TopicCatalogue.POD_EVENTS, new PodFold(connection, sources));
        folds.put(TopicCatalogue.DAEMON_SET_EVENTS, new DaemonSetFold(connection, sources));
        folds.put(TopicCatalogue.CONTROLLER_REVISION_EVENTS, new ControllerRevisionFold(connection, sources));
        folds.put(TopicCatalogue.COMMAND_RESULTS, new CommandResultFold(connection));
        folds.put(TopicCatalogue.JOURNAL, new JournalFold(connection));
        folds.put(TopicCatalogue.COMMANDS, new CommandFold(connection));
        folds.put(TopicCatalogue.DECISIONS, new DecisionFold(connection));
        folds.put(TopicCatalogue.STATUS, new StatusFold(connection));
        folds.put(TopicCatalogue.REVISIONS, new RevisionFold(connection));
        folds.put(TopicCatalogue.REJECTED, rejected);
        moveOn = new Prepared(connection, "INSERT OR REPLACE INTO offsets VALUES (?, ?, ?)");
    }

    /** What is to be read next of each partition that was read before. */
    public SortedMap<LogPartition, Long> positions() throws SQLException {
        SortedMap<LogPartition, Long> positions = new TreeMap<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT topic, partition, next_offset FROM offsets")) {
            while (rows.next()) {
                positions.put(new LogPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        connection.rollback();
        return Collections.unmodifiableSortedMap(positions);
    }

    /**
     * Folds a batch.
     *
     * @throws SQLException when the database fails; then neither rows nor offsets have changed
     */
    public void apply(LogBatch batch) throws SQLException {
        try {
            if (!foldAtOnce(batch)) {
                connection.rollback();
                foldWithSavepoints(batch);
            }
            for (Map.Entry<LogPartition, Long> next : batch.nextOffsets().entrySet()) {
                moveOn.run(next.getKey().topic(), next.getKey().partition(), next.getValue());
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    /** The usual way. False when a record cannot be folded: a half-folded record must not stay, so all is to be done again. */
    private boolean foldAtOnce(LogBatch batch) throws SQLException {
        for (LogRecord record : batch.records()) {
            try {
                fold(record);
            } catch (RuntimeException unusable) {
                return false;
            } catch (SQLiteException e) {
                if (!faultOfRecord(e)) {
                    throw e;
                }
                return false;
            }
        }
        return true;
    }

    private void foldWithSavepoints(LogBatch batch) throws SQLException {
        for (LogRecord record : batch.records()) {
            var savepoint = connection.setSavepoint();
            try {
                fold(record);
            } catch (RuntimeException unusable) {
                connection.rollback(savepoint);
                refuse(record, unusable);
            } catch (SQLiteException e) {
                if (!faultOfRecord(e)) {
                    throw e;
                }
                connection.rollback(savepoint);
                refuse(record, e);
            }
            connection.releaseSavepoint(savepoint);
        }
    }

    private void refuse(LogRecord record, Exception why) throws SQLException {
        String what = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        String message =
                "the record cannot be shown: " + what.lines().findFirst().orElse("");
        LOG.warn("{}: {}", record.place(), message);
        rejected.reject(record, "UNUSABLE", message, null);
    }

    private void fold(LogRecord record) throws SQLException {
        if (record.payload() instanceof LogRecord.Unreadable unreadable) {
            rejected.reject(record, unreadable.code(), unreadable.message(), unreadable.schemaId());
            return;
        }
        Fold fold = folds.get(record.topic());
        if (fold == null) {
            throw new IllegalArgumentException("topic " + record.topicName() + " is not projected");
        }
        fold.fold(record);
    }

    /** Whether it is the value that the database refuses, not the database that fails. */
    private static boolean faultOfRecord(SQLiteException e) {
        int primary = e.getResultCode().code & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
                || primary == SQLiteErrorCode.SQLITE_TOOBIG.code;
    }
}
