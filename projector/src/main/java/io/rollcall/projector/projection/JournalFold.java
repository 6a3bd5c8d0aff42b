package io.rollcall.projector.projection;

import io.rollcall.events.ClockTicked;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The journal: the clock, which pods are Ready since when, which specs are in force, and all of history, since the journal is its axis.
 * The present of objects comes from their own topics, which have them whole.
 */
final class JournalFold implements Fold {

    private final Prepared record;
    private final Prepared barrier;
    private final Prepared answered;
    private final Prepared tick;
    private final Prepared rules;
    private final Prepared time;
    private final SpecFold specs;
    private final ObjectVersions versions;
    private final Map<Integer, Clock> clocks = new TreeMap<>();

    /** @param moved whether the row is behind */
    private record Clock(long time, long offset, boolean moved) {}

    JournalFold(Statements statements) throws SQLException {
        record =
                statements.later(Statements.insert("journal", """
                partition, log_offset, at, kind, record_key, cause_topic, cause_partition, cause_offset, profile""") + " ON CONFLICT (partition, log_offset) DO NOTHING");
        barrier = statements.now(
                Statements.insert("barriers", """
                journal_partition, valid_from_offset, valid_from, kind, partition, partition_of, epoch, barrier""") + " ON CONFLICT (journal_partition, valid_from_offset) DO NOTHING");
        answered = statements.later(Statements.insert("commands", """
                command_id, daemonset_uid, namespace, daemonset, node, slot_seq, answered_offset""") + """
                 ON CONFLICT (command_id) DO UPDATE SET answered_offset = excluded.answered_offset
                WHERE commands.answered_offset IS NULL""");
        tick = statements.upsert("clock", "partition", "partition, journal_time, log_offset");
        rules = statements.now("UPDATE clock SET profile = ? WHERE partition = ?");
        time = statements.now("SELECT journal_time FROM clock WHERE partition = ?");
        specs = new SpecFold(statements);
        versions = new ObjectVersions(statements);
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof JournalRecord journal)) {
            return;
        }
        JournalPoint point = new JournalPoint(at.partition(), at.offset(), moveOn(at), journal.getCause());
        switch (journal.getBody()) {
            case NodeObserved node -> {
                record(at, point, "NODE", null);
                versions.node(point, node);
            }
            case PodObserved pod -> {
                record(at, point, "POD", null);
                versions.pod(point, pod);
            }
            case DaemonSetObserved daemonSet -> {
                record(at, point, "DAEMON_SET", null);
                specs.fold(daemonSet, at, point.time());
                versions.daemonSet(point, daemonSet);
            }
            case RevisionObserved revision -> {
                record(at, point, "CONTROLLER_REVISION", null);
                versions.revision(point, revision);
            }
            case CommandResultObserved answer -> {
                record(at, point, "RESULT", null);
                answered(point, answer);
            }
            case SourceSynced source -> {
                record(at, point, "SYNCED", null);
                barrier(point, source.getKind(), source.getPartition(), source.getOf(), source.getEpoch(), "SYNCED");
            }
            case RelistStarted relist -> {
                record(at, point, "RELIST_STARTED", null);
                barrier(
                        point,
                        relist.getKind(),
                        relist.getPartition(),
                        relist.getOf(),
                        relist.getEpoch(),
                        "RELIST_STARTED");
            }
            case RelistFinished relist -> {
                record(at, point, "RELIST_FINISHED", null);
                barrier(
                        point,
                        relist.getKind(),
                        relist.getPartition(),
                        relist.getOf(),
                        relist.getEpoch(),
                        "RELIST_FINISHED");
            }
            case ClockTicked ticked -> record(at, point, "TICK", null);
            case RulesActivated activated -> {
                record(at, point, "RULES", activated.getProfile());
                beforeCommit();
                rules.run(activated.getProfile(), at.partition());
            }
            default ->
                throw new IllegalArgumentException(
                        "a body of " + journal.getBody().getClass().getSimpleName());
        }
    }

    /** Journal time with this record. */
    private long moveOn(LogRecord at) throws SQLException {
        Clock clock = clocks.get(at.partition());
        long before = clock == null ? readTime(at.partition()) : clock.time();
        long now = Math.max(before, ViewTime.micros(at.time()));
        clocks.put(at.partition(), new Clock(now, at.offset(), true));
        return now;
    }

    private long readTime(int partition) throws SQLException {
        try (ResultSet row = time.query(partition)) {
            return row.next() ? row.getLong(1) : Long.MIN_VALUE;
        }
    }

    private void record(LogRecord at, JournalPoint point, String kind, @Nullable String profile) throws SQLException {
        record.run(
                point.partition(),
                point.offset(),
                point.time(),
                kind,
                at.key() == null ? "" : at.key(),
                point.causeTopic(),
                point.causePartition(),
                point.causeOffset(),
                profile);
    }

    private void barrier(JournalPoint at, ResourceKind kind, int partition, int of, long epoch, String what)
            throws SQLException {
        barrier.run(at.partition(), at.offset(), at.time(), kind.name(), partition, of, epoch, what);
    }

    private void answered(JournalPoint at, CommandResultObserved answer) throws SQLException {
        DaemonSetRef daemonSet = answer.getSlot().getDaemonSet();
        answered.run(
                answer.getCommandId(),
                daemonSet.getUid(),
                daemonSet.getNamespace(),
                daemonSet.getName(),
                answer.getSlot().getNode(),
                answer.getSlotSeq(),
                at.offset());
    }

    @Override
    public void beforeCommit() throws SQLException {
        for (Map.Entry<Integer, Clock> entry : clocks.entrySet()) {
            Clock clock = entry.getValue();
            if (clock.moved()) {
                tick.run(entry.getKey(), clock.time(), clock.offset());
                entry.setValue(new Clock(clock.time(), clock.offset(), false));
            }
        }
    }

    @Override
    public void rolledBack() {
        clocks.clear();
        versions.forget();
    }
}
