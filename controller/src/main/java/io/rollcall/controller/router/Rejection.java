package io.rollcall.controller.router;

import io.rollcall.events.RejectedObject;
import org.jspecify.annotations.Nullable;

/**
 * Why an input record cannot be used.
 *
 * @param message one line: which record and field, what is wrong, and how to mend it
 * @param object the object that the record is of; null when it is of none
 */
public record Rejection(
        RejectionReason reason, String message, @Nullable RejectedObject object) {

    /** A rejection of what is no object. */
    Rejection(RejectionReason reason, String message) {
        this(reason, message, null);
    }
}
