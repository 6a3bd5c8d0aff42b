package io.rollcall.controller.verification;

import io.rollcall.events.SourcePosition;

/** From a place on, the log itself cannot be read: its checksums do not fit its bytes. */
public final class BrokenLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SourcePosition place;

    /**
     * With the place.
     *
     * @param message what is wrong there, one line
     */
    public BrokenLogException(SourcePosition place, String message, Throwable cause) {
        super(message, cause);
        this.place = place;
    }

    /** Where. */
    public SourcePosition place() {
        return place;
    }
}
