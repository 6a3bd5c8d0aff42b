package io.rollcall.projector.projection;

import io.rollcall.events.Cause;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.ShadowVerdict;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;

/** Decisions: table decisions keeps every one, with the time until the next of its slot; slots has the last. */
final class DecisionFold implements Fold {

    private final Prepared put;
    private final Prepared slot;
    private final Prepared ends;

    DecisionFold(Statements statements) throws SQLException {
        put = statements.later(Statements.insert("decisions", """
                decision_id, at, daemonset_uid, namespace, daemonset, action, node, pod, pod_uid, revision, revision_hash,
                reason, detail, command_id, slot_seq, rules, journal_topic, journal_partition, journal_offset, cause_topic,
                cause_partition, cause_offset, cause_event_id, shadow_side, shadow_matched, shadow_defect,
                shadow_explanation, log_partition, log_offset""") + " ON CONFLICT (decision_id) DO NOTHING");
        slot = statements.later("""
                INSERT INTO slots (daemonset_uid, node, last_decision_id, last_action, last_reason, last_decided_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (daemonset_uid, node) DO UPDATE SET last_decision_id = excluded.last_decision_id,
                    last_action = excluded.last_action, last_reason = excluded.last_reason,
                    last_decided_at = excluded.last_decided_at
                WHERE slots.last_decided_at IS NULL OR excluded.last_decided_at >= slots.last_decided_at""");
        ends = statements.later("""
                UPDATE decisions SET valid_to_offset = ?, valid_to = ? WHERE valid_to_offset IS NULL AND decision_id =
                    (SELECT earlier.decision_id FROM decisions earlier WHERE earlier.daemonset_uid = ?
                     AND earlier.node = ? AND (earlier.journal_offset < ?
                        OR (earlier.journal_offset = ? AND earlier.log_offset < ?))
                     ORDER BY earlier.at DESC, earlier.journal_partition DESC, earlier.journal_offset DESC,
                        earlier.log_offset DESC LIMIT 1)""");
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
        ends.run(
                journal.getOffset(),
                ViewTime.micros(decision.getAt()),
                daemonSet.getUid(),
                decision.getNode(),
                journal.getOffset(),
                journal.getOffset(),
                at.offset());
    }
}
