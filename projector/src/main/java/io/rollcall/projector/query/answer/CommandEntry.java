package io.rollcall.projector.query.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest command of a slot.
 *
 * @param id command id
 * @param slotSeq its number within the slot
 * @param action create, delete, adopt or release; empty when only the answer has been read yet
 * @param pods the pods it names
 * @param reason reason code
 * @param decidedAt journal time of its decision; null when only the answer has been read yet
 * @param cause the input record that led to it; null when time alone did
 * @param outcome DONE, FAILED or SUPERSEDED; null while it is open
 * @param outcomeReason the API server's reason for FAILED; null without one
 * @param outcomeMessage the API server's text; null without one
 * @param answeredAt when it was answered; null while it is open
 */
public record CommandEntry(
        String id,
        long slotSeq,
        String action,
        List<String> pods,
        String reason,
        @Nullable Instant decidedAt,
        @Nullable Place cause,
        @Nullable String outcome,
        @Nullable String outcomeReason,
        @Nullable String outcomeMessage,
        @Nullable Instant answeredAt) {

    /** Why it was refused, one line. */
    public String refusal() {
        String reason = outcomeReason == null ? "no reason given" : outcomeReason;
        return outcomeMessage == null || outcomeMessage.isBlank()
                ? reason
                : reason + ": " + outcomeMessage.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Whether nobody has answered it. */
    public boolean open() {
        return outcome == null;
    }
}
