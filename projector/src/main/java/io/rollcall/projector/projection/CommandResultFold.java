package io.rollcall.projector.projection;

import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;

/** Answers to commands: table commands. The command may come later, from its own topic. The first answer counts. */
final class CommandResultFold implements Fold {

    private final Prepared put;

    CommandResultFold(Statements statements) throws SQLException {
        put = statements.later("""
                INSERT INTO commands (command_id, daemonset_uid, namespace, daemonset, node, slot_seq, outcome,
                    outcome_reason, outcome_message, outcome_pod_uid, answered_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (command_id) DO UPDATE SET outcome = excluded.outcome,
                    outcome_reason = excluded.outcome_reason, outcome_message = excluded.outcome_message,
                    outcome_pod_uid = excluded.outcome_pod_uid, answered_at = excluded.answered_at
                WHERE commands.outcome IS NULL""");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof CommandResult result)) {
            return;
        }
        CommandResultObserved answer = result.getResult();
        DaemonSetRef daemonSet = answer.getSlot().getDaemonSet();
        put.run(
                answer.getCommandId(),
                daemonSet.getUid(),
                daemonSet.getNamespace(),
                daemonSet.getName(),
                answer.getSlot().getNode(),
                answer.getSlotSeq(),
                answer.getOutcome().name(),
                answer.getReason(),
                answer.getMessage(),
                answer.getPodUid(),
                ViewTime.micros(at.time()));
    }
}
