package io.rollcall.kubeapi.http;

/** The API cannot start; the message is one line that says why and what to do. */
public final class KubeApiStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KubeApiStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
