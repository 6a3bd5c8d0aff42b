package io.rollcall.events.serde;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What reading the bytes of one record came to. */
public sealed interface Decoded<V extends SpecificRecord> {

    /** The bytes are a value of the topic. */
    record Value<V extends SpecificRecord>(V value) implements Decoded<V> {}

    /**
     * The bytes are not a value of the topic, and reading them again will not help.
     *
     * @param code which fault
     * @param message one line for people: what is wrong and how to mend it; the record's place is for the caller to add
     * @param schemaId schema id in the wire format's header; null when there is no such header
     */
    record Fault<V extends SpecificRecord>(
            FaultCode code, String message, @Nullable Integer schemaId) implements Decoded<V> {}

    /** Kinds of faults; the names are the reason codes in the topic rejected. */
    enum FaultCode {
        /** The bytes do not begin with 0 and a schema id. */
        NOT_WIRE_FORMAT,
        /** The registry answers, and knows no schema with this id. */
        UNKNOWN_SCHEMA,
        /** The schema is known, but the body does not follow it, or it does not fit the topic's class. */
        UNDECODABLE
    }
}
