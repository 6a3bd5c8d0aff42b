package io.rollcall.rules.admission.schema;

/** A text or tree that an API server's decoder cannot read. The message is one line, in the decoder's words. */
public final class DecodeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    DecodeException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field with the names of all that contain it, such as {@code spec.template.spec.hostNetwork}; empty when it is not known. */
    public String field() {
        return field;
    }

    /** What is wrong. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
