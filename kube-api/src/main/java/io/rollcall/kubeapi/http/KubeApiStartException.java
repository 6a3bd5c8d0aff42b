package io.rollcall.kubeapi.http;

import org.jspecify.annotations.Nullable;

/** The API cannot start; the message is one line that says why and what to do. */
public final class KubeApiStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KubeApiStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
