package io.rollcall.cluster.app;

/**
 * Kafka did not confirm a change in time. The message is one line that says whether the change may still take effect: one that the
 * cluster had not begun never does.
 */
public final class UnconfirmedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnconfirmedException(String message, Throwable cause) {
        super(message, cause);
    }

    private UnconfirmedException(String message) {
        super(message);
    }

    /** @param when by when it was to be confirmed, as the sentence has it */
    static UnconfirmedException begun(String when) {
        return new UnconfirmedException("Kafka did not confirm the change " + when
                + "; it may or may not take effect: look before trying again");
    }

    /** @param when by when it was to be confirmed, as the sentence has it */
    static UnconfirmedException neverBegun(String when) {
        return new UnconfirmedException("Kafka did not confirm earlier changes " + when
                + ", so this one was not begun and does not take effect");
    }

    /** The transaction ended without a clear word. */
    static UnconfirmedException broken(Throwable cause) {
        return new UnconfirmedException(
                "Kafka did not confirm the change; it may or may not take effect: look before trying again", cause);
    }
}
