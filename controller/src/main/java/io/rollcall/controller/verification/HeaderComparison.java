package io.rollcall.controller.verification;

import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.cloudevents.CloudEvents;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Holds the CloudEvents headers of a record against those that its value gives. A record with none of them is in order: they can be left
 * out, and logs from before they were written have none. Headers of other names are others' business.
 */
final class HeaderComparison {

    private static final String NOTHING = "nothing";

    private final CloudEvents events;

    HeaderComparison(CloudEvents events) {
        this.events = events;
    }

    /** The first header that differs. */
    Optional<FieldDifference> first(Headers recorded, SpecificRecord recomputed) {
        Map<String, String> found = CloudEventHeaders.read(recorded);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> expected = CloudEventHeaders.texts(events, recomputed);
        return CloudEventHeaders.NAMES.stream()
                .filter(name -> !found.getOrDefault(name, NOTHING).equals(expected.getOrDefault(name, NOTHING)))
                .findFirst()
                .map(name -> new FieldDifference(
                        "header " + name, found.getOrDefault(name, NOTHING), expected.getOrDefault(name, NOTHING)));
    }
}
