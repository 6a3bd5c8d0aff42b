package io.rollcall.rules.admission.field;

/**
 * One thing that is wrong with an object.
 *
 * @param type what kind of error
 * @param field path of the field, such as {@code spec.template.spec.containers[0].image}
 * @param badValue the value as Go prints it, such as {@code map[string]string{"a":"b"}}; empty for types that show none
 * @param detail what is wrong with it; may be empty
 */
public record FieldError(ErrorType type, String field, String badValue, String detail) {

    /** The message without the field, as in a cause: {@code Invalid value: -1: must be greater than or equal to 0}. */
    public String message() {
        String value = type.showsValue() ? ": " + badValue : "";
        return type.words() + value + (detail.isEmpty() ? "" : ": " + detail);
    }

    /** Field and message. */
    public String text() {
        return field + ": " + message();
    }
}
