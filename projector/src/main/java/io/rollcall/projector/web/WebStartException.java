package io.rollcall.projector.web;

/** The web API cannot start. The message is one line that names the address and the mend. */
public final class WebStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
