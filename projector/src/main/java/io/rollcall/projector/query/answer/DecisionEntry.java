package io.rollcall.projector.query.answer;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the log has it.
 *
 * @param id journal partition, offset and ordinal
 * @param at journal time
 * @param daemonSet namespace/name
 * @param action create, delete, adopt or release
 * @param node node of the slot
 * @param pod name of the pod
 * @param revision number of the pod's revision, 0 when unknown
 * @param reason reason code
 * @param detail what the reason speaks of
 * @param cause the input record that led to it; null when time alone did
 * @param journal the journal record at which it was decided
 * @param commandId the command that carries it out; null in shadow mode
 * @param rules profile of rules that was in force
 * @param knownDefect in shadow mode the known defect that explains the action; null otherwise
 * @param explanation in shadow mode one sentence; null otherwise
 * @param trigger what the journal record at which it was decided says; null where that is not asked for
 * @param outcome what became of the command; null while it is open, and where that is not asked for
 */
public record DecisionEntry(
        String id,
        Instant at,
        String daemonSet,
        String action,
        String node,
        String pod,
        long revision,
        String reason,
        SortedMap<String, String> detail,
        @Nullable Place cause,
        Place journal,
        @Nullable String commandId,
        String rules,
        @Nullable String knownDefect,
        @Nullable String explanation,
        @Nullable TriggerEntry trigger,
        @Nullable OutcomeEntry outcome) {}
