package io.rollcall.events.rights;

/** Kafka does not answer, or does not let this client in; the message is one line that says what to check. */
public final class KafkaAccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KafkaAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
