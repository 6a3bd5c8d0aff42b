package io.rollcall.controller.verification;

import io.rollcall.events.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Where what is recorded is not what follows from the journal.
 *
 * @param journal the journal record at which it was decided; null when a record does not tell
 * @param record where the other record stands; null when there is none
 * @param what decision, command, status, revision, rejection or journal record
 * @param subject which one: its id, or its key
 * @param field the first field that differs; {@code key}, {@code timestamp} or {@code bytes} beside those of the record
 * @param recorded what the log has
 * @param recomputed what follows from the journal
 */
public record Difference(
        @Nullable SourcePosition journal,
        @Nullable SourcePosition record,
        String what,
        String subject,
        String field,
        String recorded,
        String recomputed) {

    /** What stands for a record that is not there. */
    public static final String NOTHING = "nothing";

    /** The field that stands for a record as a whole. */
    public static final String RECORD = "record";

    /** One line for people. */
    public String sentence() {
        return (journal == null ? "" : "at " + place(journal) + ": ")
                + what + (subject.isEmpty() ? "" : " " + subject)
                + (record == null ? "" : " (" + place(record) + ")")
                + ": " + field + ": recorded " + recorded + ", recomputed " + recomputed;
    }

    private static String place(SourcePosition position) {
        return position.getTopic() + "-" + position.getPartition() + "@" + position.getOffset();
    }
}
