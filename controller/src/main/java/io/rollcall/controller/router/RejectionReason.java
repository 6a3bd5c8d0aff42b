package io.rollcall.controller.router;

/** Why an input record could not be used; the code in the topic of rejected records. */
public enum RejectionReason {
    /** The record has no key. */
    NULL_KEY,
    /** The record has no value: deletions are events too. */
    NULL_VALUE,
    /** The value is larger than what the journal takes. */
    TOO_LARGE,
    /** The key is no UTF-8 text. */
    UNREADABLE_KEY,
    /** The key is not that of the object or slot in the value, so order cannot be trusted. */
    WRONG_KEY,
    /** The value does not start with the header of Confluent's wire format. */
    NOT_WIRE_FORMAT,
    /** The registry does not know the schema id in the header. */
    UNKNOWN_SCHEMA,
    /** The Avro body does not fit the schema. */
    UNDECODABLE,
    /** A field of the object is missing or cannot be read. */
    INVALID_OBJECT,
    /** A barrier of another kind or partition than the one it stands in. */
    INVALID_BARRIER,
    /** An answer that does not name its command or slot. */
    INVALID_RESULT
}
