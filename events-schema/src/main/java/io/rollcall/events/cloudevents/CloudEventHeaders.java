package io.rollcall.events.cloudevents;

import io.rollcall.events.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a producer gives its records: the attributes in the binary mode of CloudEvents' binding for Kafka 1.0, which leaves key
 * and value as they are, or none. Safe for threads.
 */
public final class CloudEventHeaders {

    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";

    /** Name of the header that says what happened. */
    public static final String TYPE = "ce_type";

    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String CONTENT_TYPE = "content-type";

    /** Their names, in the order in which they are written. */
    public static final List<String> NAMES = List.of(SPEC_VERSION, ID, SOURCE, TYPE, SUBJECT, TIME, CONTENT_TYPE);

    private final @Nullable CloudEvents events;

    private CloudEventHeaders(@Nullable CloudEvents events) {
        this.events = events;
    }

    /** Headers of records in topics with these names. */
    public static CloudEventHeaders under(TopicNames names) {
        return new CloudEventHeaders(new CloudEvents(names));
    }

    /** No headers, for who wants to spare their bytes. */
    public static CloudEventHeaders none() {
        return new CloudEventHeaders(null);
    }

    /** New headers for a record with this value; without any for a record that is not an event. */
    public Headers of(SpecificRecord value) {
        Headers headers = new RecordHeaders();
        if (events != null) {
            texts(events, value).forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    /** What headers of a record with this value say by name; empty for a record that is not an event. */
    public static Map<String, String> texts(CloudEvents events, SpecificRecord value) {
        Optional<CloudEvent> found = events.of(value);
        Map<String, String> texts = new LinkedHashMap<>();
        found.ifPresent(event -> {
            texts.put(SPEC_VERSION, CloudEvent.SPEC_VERSION);
            texts.put(ID, event.id());
            texts.put(SOURCE, event.source());
            texts.put(TYPE, event.type());
            texts.put(SUBJECT, event.subject());
            texts.put(TIME, event.time().toString());
            texts.put(CONTENT_TYPE, CloudEvent.CONTENT_TYPE);
        });
        return texts;
    }

    /** What the {@link #NAMES} among a record's headers say; empty when it has none of them. */
    public static Map<String, String> read(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : NAMES) {
            Header header = headers.lastHeader(name);
            if (header != null && header.value() != null) {
                texts.put(name, new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
