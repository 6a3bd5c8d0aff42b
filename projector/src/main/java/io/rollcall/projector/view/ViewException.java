package io.rollcall.projector.view;

/** The view cannot be used. The message is one line that names the file and the mend. */
public final class ViewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public ViewException(String message) {
        super(message);
    }

    /** With a line for people and what led to it. */
    public ViewException(String message, Throwable cause) {
        super(message, cause);
    }
}
