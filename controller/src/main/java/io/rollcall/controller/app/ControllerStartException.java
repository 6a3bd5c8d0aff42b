package io.rollcall.controller.app;

import org.jspecify.annotations.Nullable;

/** The controller cannot start as things are. The message is one line that names what is missing and the mend. */
public final class ControllerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ControllerStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
