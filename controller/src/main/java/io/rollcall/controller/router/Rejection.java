package io.rollcall.controller.router;

/**
 * Why an input record cannot be used.
 *
 * @param message one line: which record and field, what is wrong, and how to mend it
 */
public record Rejection(RejectionReason reason, String message) {}
