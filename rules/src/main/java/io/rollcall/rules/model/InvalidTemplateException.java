package io.rollcall.rules.model;

/** A pod template that cannot be read. The message is one line and names the field, such as {@code spec.tolerations[0].key}. */
public final class InvalidTemplateException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public InvalidTemplateException(String message) {
        super(message);
    }
}
