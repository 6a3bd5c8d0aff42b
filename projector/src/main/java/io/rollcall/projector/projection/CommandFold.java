package io.rollcall.projector.projection;

import io.rollcall.events.ActionType;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.Cause;
import io.rollcall.events.Command;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands: tables commands and slots. The answer may have come first, from its own topic; its columns are left alone. Each ends the
 * time of the command before it in its slot.
 */
final class CommandFold implements Fold {

    private final Prepared put;
    private final Prepared slot;
    private final Prepared ends;

    CommandFold(Statements statements) throws SQLException {
        put = statements.later("""
                INSERT INTO commands (command_id, daemonset_uid, namespace, daemonset, node, slot_seq, action, pods, revision,
                    reason, decided_at, journal_topic, journal_partition, journal_offset, cause_topic, cause_partition,
                    cause_offset, log_partition, log_offset)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (command_id) DO UPDATE SET action = excluded.action, pods = excluded.pods,
                    revision = excluded.revision, reason = excluded.reason, decided_at = excluded.decided_at,
                    journal_topic = excluded.journal_topic, journal_partition = excluded.journal_partition,
                    journal_offset = excluded.journal_offset, cause_topic = excluded.cause_topic,
                    cause_partition = excluded.cause_partition, cause_offset = excluded.cause_offset,
                    log_partition = excluded.log_partition, log_offset = excluded.log_offset""");
        slot = statements.later("""
                INSERT INTO slots (daemonset_uid, node, last_seq, last_command_id) VALUES (?, ?, ?, ?)
                ON CONFLICT (daemonset_uid, node) DO UPDATE
                SET last_seq = excluded.last_seq, last_command_id = excluded.last_command_id
                WHERE excluded.last_seq >= slots.last_seq""");
        ends = statements.later("""
                UPDATE commands SET valid_to_offset = ?, valid_to = ? WHERE daemonset_uid = ? AND node = ? AND slot_seq =
                    (SELECT max(earlier.slot_seq) FROM commands earlier WHERE earlier.daemonset_uid = ?
                     AND earlier.node = ? AND earlier.slot_seq < ? AND earlier.action IS NOT NULL)
                AND valid_to_offset IS NULL""");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof Command command)) {
            return;
        }
        Wish wish = wish(command.getWish());
        DaemonSetRef daemonSet = command.getSlot().getDaemonSet();
        String node = command.getSlot().getNode();
        SourcePosition journal = command.getJournal();
        Cause cause = command.getCause();
        put.run(
                command.getCommandId(),
                daemonSet.getUid(),
                daemonSet.getNamespace(),
                daemonSet.getName(),
                node,
                command.getSlotSeq(),
                wish.action().name(),
                ViewJson.names(wish.pods()),
                wish.revision(),
                command.getReason(),
                ViewTime.micros(command.getDecidedAt()),
                journal.getTopic(),
                journal.getPartition(),
                journal.getOffset(),
                cause == null ? null : cause.getTopic(),
                cause == null ? null : cause.getPartition(),
                cause == null ? null : cause.getOffset(),
                at.partition(),
                at.offset());
        slot.run(daemonSet.getUid(), node, command.getSlotSeq(), command.getCommandId());
        ends.run(
                journal.getOffset(),
                ViewTime.micros(command.getDecidedAt()),
                daemonSet.getUid(),
                node,
                daemonSet.getUid(),
                node,
                command.getSlotSeq());
    }

    private record Wish(
            ActionType action, List<String> pods, @Nullable Long revision) {}

    private static Wish wish(Object wish) {
        return switch (wish) {
            case CreatePod create -> new Wish(ActionType.CREATE, List.of(create.getPodName()), create.getRevision());
            case DeletePods delete ->
                new Wish(
                        ActionType.DELETE,
                        delete.getPods().stream().map(PodRef::getName).toList(),
                        null);
            case AdoptPod adopt ->
                new Wish(ActionType.ADOPT, List.of(adopt.getPod().getName()), null);
            case ReleasePod release ->
                new Wish(ActionType.RELEASE, List.of(release.getPod().getName()), null);
            default ->
                throw new IllegalArgumentException(
                        "a wish of " + wish.getClass().getSimpleName());
        };
    }
}
