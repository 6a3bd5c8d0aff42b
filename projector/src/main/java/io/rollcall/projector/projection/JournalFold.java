package io.rollcall.projector.projection;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RulesActivated;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The journal: tables clock, ready_pods and specs_in_force. Objects and answers come from their own topics, which have them whole;
 * from the journal comes what only it has: the time by which decisions are made, and which specs they are made by.
 */
final class JournalFold implements Fold {

    private final Prepared tick;
    private final Prepared rules;
    private final Prepared time;
    private final Prepared ready;
    private final Prepared notReady;
    private final SpecFold specs;

    JournalFold(Connection connection) throws SQLException {
        tick = new Prepared(connection, """
                INSERT INTO clock (partition, journal_time, log_offset) VALUES (?, ?, ?)
                ON CONFLICT (partition) DO UPDATE
                SET journal_time = max(journal_time, excluded.journal_time), log_offset = excluded.log_offset""");
        rules = new Prepared(connection, "UPDATE clock SET profile = ? WHERE partition = ?");
        time = new Prepared(connection, "SELECT journal_time FROM clock WHERE partition = ?");
        ready = new Prepared(connection, "INSERT OR IGNORE INTO ready_pods VALUES (?, ?)");
        notReady = new Prepared(connection, "DELETE FROM ready_pods WHERE uid = ?");
        specs = new SpecFold(connection);
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof JournalRecord journal)) {
            return;
        }
        tick.run(at.partition(), ViewTime.micros(at.time()), at.offset());
        if (journal.getBody() instanceof RulesActivated activated) {
            rules.run(activated.getProfile(), at.partition());
        } else if (journal.getBody() instanceof DaemonSetObserved daemonSet) {
            specs.fold(daemonSet, at, journalTime(at));
        } else if (journal.getBody() instanceof PodObserved pod) {
            if (pod.getReady() && pod.getChange() != ChangeType.DELETED) {
                ready.run(pod.getUid(), journalTime(at));
            } else {
                notReady.run(pod.getUid());
            }
        }
    }

    private long journalTime(LogRecord at) throws SQLException {
        try (ResultSet row = time.query(at.partition())) {
            return row.next() ? row.getLong(1) : ViewTime.micros(at.time());
        }
    }
}
