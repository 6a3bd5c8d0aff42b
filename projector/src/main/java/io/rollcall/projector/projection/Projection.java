package io.rollcall.projector.projection;

import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.projector.view.Dialect;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds batches of the log into the view. Each batch is one transaction of rows and offsets: after a failure or a kill at any
 * point the view is that of the last complete batch and says so, and reading goes on from there.
 *
 * <p>A record that cannot be folded goes to the table rejected and stops nothing; only a failing database does. One thread.
 */
public final class Projection {

    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Statements statements;
    private final Map<Topic<?>, Fold> folds = new LinkedHashMap<>();
    private final RejectedFold rejected;
    private final Offsets offsets;

    /** A projection into a view; prepares its statements. */
    public Projection(ViewDatabase view) throws SQLException {
        connection = view.writer();
        dialect = view.dialect();
        statements = new Statements(view);
        offsets = new Offsets(view, statements);
        Sources sources = new Sources(statements);
        EventObjects objects = new EventObjects(statements);
        rejected = new RejectedFold(statements);
        folds.put(TopicCatalogue.NODE_EVENTS, new NodeFold(statements, sources, objects));
        folds.put(TopicCatalogue.POD_EVENTS, new PodFold(statements, sources, objects));
        folds.put(TopicCatalogue.DAEMON_SET_EVENTS, new DaemonSetFold(statements, sources, objects));
        folds.put(TopicCatalogue.CONTROLLER_REVISION_EVENTS, new ControllerRevisionFold(statements, sources, objects));
        folds.put(TopicCatalogue.COMMAND_RESULTS, new CommandResultFold(statements));
        folds.put(TopicCatalogue.JOURNAL, new JournalFold(statements));
        folds.put(TopicCatalogue.COMMANDS, new CommandFold(statements));
        folds.put(TopicCatalogue.DECISIONS, new DecisionFold(statements));
        folds.put(TopicCatalogue.STATUS, new StatusFold(statements));
        folds.put(TopicCatalogue.REVISIONS, new RevisionFold(statements));
        folds.put(TopicCatalogue.REJECTED, rejected);
    }

    /** What is to be read next of each partition that was read before: by this projector or, in a shared view, by another. */
    public SortedMap<LogPartition, Long> positions() throws SQLException {
        return offsets.read();
    }

    /**
     * Takes partitions over from another projector: they are moved on from where it has left them.
     *
     * @return the positions of all partitions
     */
    public SortedMap<LogPartition, Long> takeOver(Collection<LogPartition> partitions) throws SQLException {
        return offsets.takeOver(partitions);
    }

    /**
     * Folds a batch.
     *
     * @throws PositionsMovedException when another projector has moved on one of the batch's partitions; nothing has changed then, and
     *     {@link #positions} says from where to go on
     * @throws SQLException when the database fails; then neither rows nor offsets have changed
     */
    public void apply(LogBatch batch) throws SQLException {
        try {
            offsets.moveOn(batch.nextOffsets());
            if (!foldAtOnce(batch)) {
                undone();
                offsets.moveOn(batch.nextOffsets());
                foldWithSavepoints(batch);
            }
            connection.commit();
            offsets.committed(batch.nextOffsets());
        } catch (SQLException | RuntimeException e) {
            undone();
            throw e;
        }
    }

    private void undone() throws SQLException {
        connection.rollback();
        forget();
    }

    private void forget() throws SQLException {
        statements.forget();
        folds.values().forEach(Fold::rolledBack);
    }

    /** Writes everything that folds kept back. */
    private void complete() throws SQLException {
        for (Fold fold : folds.values()) {
            fold.beforeCommit();
        }
        statements.flush();
    }

    /** The usual way. False when a record cannot be folded: a half-folded record must not stay, so all is to be done again. */
    private boolean foldAtOnce(LogBatch batch) throws SQLException {
        try {
            for (LogRecord record : batch.records()) {
                fold(record);
            }
            complete();
            return true;
        } catch (RuntimeException unusable) {
            return false;
        } catch (SQLException e) {
            if (!dialect.faultOfRecord(e)) {
                throw e;
            }
            return false;
        }
    }

    private void foldWithSavepoints(LogBatch batch) throws SQLException {
        for (LogRecord record : batch.records()) {
            var savepoint = connection.setSavepoint();
            try {
                fold(record);
                complete();
            } catch (RuntimeException unusable) {
                undone(savepoint);
                refuse(record, unusable);
            } catch (SQLException e) {
                if (!dialect.faultOfRecord(e)) {
                    throw e;
                }
                undone(savepoint);
                refuse(record, e);
            }
            connection.releaseSavepoint(savepoint);
        }
    }

    private void undone(Savepoint savepoint) throws SQLException {
        connection.rollback(savepoint);
        forget();
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
}
