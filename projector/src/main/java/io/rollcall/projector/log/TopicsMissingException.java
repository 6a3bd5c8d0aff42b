package io.rollcall.projector.log;

/** Topics are not there, or not yet. The message names them. */
public final class TopicsMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicsMissingException(String message) {
        super(message);
    }
}
