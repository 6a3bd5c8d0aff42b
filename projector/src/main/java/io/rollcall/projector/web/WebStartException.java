package io.rollcall.projector.web;

/** The web API or the metrics cannot start. The message is one line that names the address or the file, and the mend. */
public final class WebStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebStartException(String message) {
        super(message);
    }

    WebStartException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the operating system says; the server's own message is advice. */
    static WebStartException cannotListen(String what, String host, int port, Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new WebStartException(
                what + " cannot listen on " + host + ":" + port + ": " + reason + "; free the port or choose another",
                thrown);
    }
}
