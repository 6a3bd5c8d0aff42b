package io.rollcall.projector.web;

/** The web API cannot start. The message is one line that names the address or the file, and the mend. */
public final class WebStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebStartException(String message) {
        super(message);
    }

    WebStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
