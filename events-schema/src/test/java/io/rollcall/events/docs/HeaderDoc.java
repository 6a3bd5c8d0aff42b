package io.rollcall.events.docs;

import io.rollcall.events.cloudevents.CloudEvent;
import java.util.List;

/**
 * What a header of CloudEvents says.
 *
 * @param name its name
 * @param doc what it says, for people
 */
record HeaderDoc(String name, String doc) {

    /** All, in the order in which they are written. */
    static final List<HeaderDoc> ALL = List.of(
            new HeaderDoc("ce_specversion", "Version of CloudEvents: " + CloudEvent.SPEC_VERSION + "."),
            new HeaderDoc(
                    "ce_id",
                    "Id within the source: eventId, commandId or decisionId of the value. A simulated cluster's is UID and"
                            + " resourceVersion with an @ between."),
            new HeaderDoc(
                    "ce_source",
                    "/<prefix>/sources/<source> of what a source saw, /<prefix>/commands, /<prefix>/decisions,"
                            + " /<prefix>/actuator for its answers."),
            new HeaderDoc("ce_type", "What happened."),
            new HeaderDoc(
                    "ce_subject",
                    "The object, namespace/name or the node's name; of barriers the resource; of commands, decisions and answers"
                            + " namespace/DaemonSet/node."),
            new HeaderDoc(
                    "ce_time", "RFC 3339: observedAt of events and answers, journal time of commands and decisions."),
            new HeaderDoc(
                    "content-type", CloudEvent.CONTENT_TYPE + ": the value, which stands in Confluent's wire format."));
}
