package io.rollcall.cluster.app;

import org.jspecify.annotations.Nullable;

/** The cluster cannot start, or has stopped for good. The message is one line: what happened and how to mend it. */
public final class ClusterStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ClusterStoppedException(String message) {
        super(message);
    }
}
