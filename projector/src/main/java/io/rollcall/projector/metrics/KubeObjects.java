package io.rollcall.projector.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;

/** Parts of Kubernetes objects that several metrics need. */
final class KubeObjects {

    private static final double MILLIS = 1000.0;

    private KubeObjects() {}

    /** metadata.creationTimestamp in seconds since 1970; NaN when there is none. */
    static double created(JsonNode object) {
        try {
            return Instant.parse(object.path("metadata")
                                    .path("creationTimestamp")
                                    .asText())
                            .toEpochMilli()
                    / MILLIS;
        } catch (DateTimeException none) {
            return Double.NaN;
        }
    }

    /** Adds a time where there is one. */
    static void addTime(Samples samples, Family family, double time, String... labels) {
        if (!Double.isNaN(time)) {
            samples.add(family, time, labels);
        }
    }

    /** 1 for the value that holds, 0 for the others. */
    static double one(boolean holds) {
        return holds ? 1 : 0;
    }
}
