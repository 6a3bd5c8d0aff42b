package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.Meaning;

/**
 * Times at which managers last set their fields. A write that would change nothing else is none: whoever sets a field to the value
 * that it has by default would else write each time (semantics 1.5).
 */
final class ManagedTimes {

    private ManagedTimes() {}

    /** Whether two versions of an object differ in such times alone; cheap where nobody's fields are recorded. */
    static boolean aloneDiffer(ObjectNode before, ObjectNode after) {
        JsonNode old = managers(before);
        JsonNode now = managers(after);
        return !old.isEmpty()
                && !old.equals(now)
                && Meaning.identical(timeless(old), timeless(now))
                && Meaning.identical(withoutManagers(before), withoutManagers(after));
    }

    private static JsonNode managers(ObjectNode object) {
        return object.path("metadata").path("managedFields");
    }

    private static JsonNode timeless(JsonNode managers) {
        JsonNode copy = managers.deepCopy();
        if (copy instanceof ArrayNode entries) {
            for (JsonNode entry : entries) {
                if (entry instanceof ObjectNode manager) {
                    manager.remove("time");
                }
            }
        }
        return copy;
    }

    private static ObjectNode withoutManagers(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        Meta.of(copy).remove("managedFields");
        return copy;
    }
}
