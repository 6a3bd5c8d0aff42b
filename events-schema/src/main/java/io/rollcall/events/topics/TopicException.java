package io.rollcall.events.topics;

import org.jspecify.annotations.Nullable;

/** Topics could not be created or read; the message is one line that names the topic and the mend. */
public final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
