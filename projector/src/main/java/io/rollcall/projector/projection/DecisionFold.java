package io.rollcall.projector.projection;

import io.rollcall.events.Cause;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.ShadowVerdict;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.SQLException;

/** Decisions: table decisions keeps every one, slots the last of each slot. */
final class DecisionFold implements Fold {

    private final Prepared put;
    private final Prepared slot;

    DecisionFold(Connection connection) throws SQLException {
        put = new Prepared(connection, """
                INSERT OR IGNORE INTO decisions
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
        slot = new Prepared(connection, """
                INSERT INTO slots (daemonset_uid, node, last_decision_id, last_action, last_reason, last_decided_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (daemonset_uid, node) DO UPDATE SET last_decision_id = excluded.last_decision_id,
                    last_action = excluded.last_action, last_reason = excluded.last_reason,
                    last_decided_at = excluded.last_decided_at
                WHERE last_decided_at IS NULL OR excluded.last_decided_at >= last_decided_at""");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof Decision decision)) {
            return;
        }
        DaemonSetRef daemonSet = decision.getDaemonSet();
        SourcePosition journal = decision.getJournal();
        Cause cause = decision.getCause();
        ShadowVerdict shadow = decision.getShadow();
        put.run(
                decision.getDecisionId(),
                ViewTime.micros(decision.getAt()),
                daemonSet.getUid(),
                daemonSet.getNamespace(),
                daemonSet.getName(),
                decision.getAction().name(),
                decision.getNode(),
                decision.getPod(),
                decision.getPodUid(),
                decision.getRevision(),
                decision.getRevisionHash(),
                decision.getReason(),
                ViewJson.map(decision.getDetail()),
                decision.getCommandId(),
                decision.getSlotSeq(),
                decision.getRules(),
                journal.getTopic(),
                journal.getPartition(),
                journal.getOffset(),
                cause == null ? null : cause.getTopic(),
                cause == null ? null : cause.getPartition(),
                cause == null ? null : cause.getOffset(),
                cause == null ? null : cause.getEventId(),
                shadow == null ? null : shadow.getSide(),
                shadow == null ? null : shadow.getMatched(),
                shadow == null ? null : shadow.getKnownDefect(),
                shadow == null ? null : shadow.getExplanation(),
                at.partition(),
                at.offset());
        slot.run(
                daemonSet.getUid(),
                decision.getNode(),
                decision.getDecisionId(),
                decision.getAction().name(),
                decision.getReason(),
                ViewTime.micros(decision.getAt()));
    }
}
