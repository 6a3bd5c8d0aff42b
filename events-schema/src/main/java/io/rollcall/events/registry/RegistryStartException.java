package io.rollcall.events.registry;

import org.jspecify.annotations.Nullable;

/** The schema registry could not start; the message is one line that names the address or topic and the mend. */
public final class RegistryStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
