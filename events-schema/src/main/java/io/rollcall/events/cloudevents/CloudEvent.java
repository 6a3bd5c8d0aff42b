package io.rollcall.events.cloudevents;

import java.time.Instant;

/**
 * The context attributes of a record, as CloudEvents 1.0 names them. The data are the record's value.
 *
 * @param id what tells the event from all others of its source; not empty
 * @param source in which context it happened, a URI reference; not empty
 * @param type what kind of event it is, see {@link CloudEventTypes}
 * @param subject what it is about within its source; not empty
 * @param time when it happened
 */
public record CloudEvent(String id, String source, String type, String subject, Instant time) {

    /** The version of the specification. */
    public static final String SPEC_VERSION = "1.0";

    /** The type of the data: Avro, framed as the registry's clients frame it (byte 0, schema id, body). */
    public static final String CONTENT_TYPE = "application/avro";
}
