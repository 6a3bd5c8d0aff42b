package io.rollcall.rules.admission.field;

/** What is wrong with a field: Kubernetes' reason, and the words its messages begin with. */
public enum ErrorType {
    /** The value is not allowed. */
    INVALID("FieldValueInvalid", "Invalid value", true),
    /** There is no value, or an empty one. */
    REQUIRED("FieldValueRequired", "Required value", false),
    /** The value is none of those that are known. */
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value", true),
    /** The field may not be set here. */
    FORBIDDEN("FieldValueForbidden", "Forbidden", false),
    /** Another entry of the list has this value. */
    DUPLICATE("FieldValueDuplicate", "Duplicate value", true),
    /** What the value names is not there. */
    NOT_FOUND("FieldValueNotFound", "Not found", true),
    /** The value is too long. */
    TOO_LONG("FieldValueTooLong", "Too long", false),
    /** The value has another type than the field. */
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value", true);

    private final String reason;
    private final String words;
    private final boolean showsValue;

    ErrorType(String reason, String words, boolean showsValue) {
        this.reason = reason;
        this.words = words;
        this.showsValue = showsValue;
    }

    /** The reason of a cause in a Status object. */
    public String reason() {
        return reason;
    }

    /** The beginning of the message. */
    public String words() {
        return words;
    }

    /** Whether the message shows the value. */
    boolean showsValue() {
        return showsValue;
    }
}
