package io.rollcall.projector.query.answer;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a DaemonSet, when it was refused.
 *
 * @param generation its generation
 * @param inForce generation that is in force instead; null when none ever was
 * @param errors what is wrong with it, in the order of an API server
 * @param message the whole in one line, with the place in the log and how to mend it
 * @param at time of its record
 * @param origin where it stands in the log
 */
public record RefusedEntry(
        long generation, @Nullable Long inForce, List<FieldError> errors, String message, Instant at, Place origin) {

    /**
     * What is wrong with a field.
     *
     * @param field its path
     * @param reason machine-readable, such as FieldValueInvalid
     * @param message for people
     */
    public record FieldError(String field, String reason, String message) {

        String text() {
            return field.isEmpty() ? message : field + ": " + message;
        }
    }

    /** For people, without a full stop. */
    public String sentence() {
        String what = errors.isEmpty()
                ? message
                : errors.stream().map(FieldError::text).collect(Collectors.joining("; "));
        return "generation " + generation + " was refused: " + what + "; "
                + (inForce == null ? "no version is in force" : "generation " + inForce + " is in force");
    }
}
