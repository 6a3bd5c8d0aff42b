package io.rollcall.cli.console;

/** Something the user can mend: the message is one line that names the thing, the place and the mend. Leads to {@link ExitStatus#UNUSABLE}. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public UserException(String message) {
        super(message);
    }

    /** With a line for people and what it came from, for the log. */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
