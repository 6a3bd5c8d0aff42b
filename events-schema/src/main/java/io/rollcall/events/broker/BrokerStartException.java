package io.rollcall.events.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not start; the message is one line that names the folder or port and the mend. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
