package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.defaults.DaemonSetDefaults;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.schema.DecodeException;
import io.rollcall.rules.admission.schema.ObjectReader;
import io.rollcall.rules.admission.schema.ObjectType;
import io.rollcall.rules.model.CanonicalJson;
import java.util.List;
import java.util.Map;

/** Objects as a user writes them, with a piece put in, read and completed as an API server does. */
final class GivenObjects {

    private static final String DAEMON_SET = """
            {"metadata":{"name":"web","namespace":"default"},
             "spec":{"selector":{"matchLabels":{"app":"web"}},
              "template":{"metadata":{"labels":{"app":"web"}},
               "spec":{"containers":[{"name":"main","image":"nginx:1"}]}}}}""";

    private GivenObjects() {}

    /** A DaemonSet, read and completed. */
    static ObjectNode daemonSet() {
        return daemonSet("{}");
    }

    /** A DaemonSet with a merge patch, read and completed. */
    static ObjectNode daemonSet(String patch) {
        ObjectNode object = bare(patch);
        DaemonSetDefaults.complete(object);
        return object;
    }

    /** As {@link #daemonSet(String)}, without defaults. */
    static ObjectNode bare(String patch) {
        ObjectNode object = json(DAEMON_SET);
        merge(object, json(patch));
        return read(ObjectType.DAEMON_SET, object);
    }

    /** A DaemonSet whose pod spec has a merge patch. */
    static ObjectNode pod(String patch) {
        return daemonSet("{\"spec\":{\"template\":{\"spec\":" + patch + "}}}");
    }

    /** A DaemonSet whose one container has a merge patch. */
    static ObjectNode container(String patch) {
        ObjectNode container = json("{\"name\":\"main\",\"image\":\"nginx:1\"}");
        merge(container, json(patch));
        return pod("{\"containers\":[" + container + "]}");
    }

    static ObjectNode read(ObjectType type, ObjectNode object) {
        try {
            return ObjectReader.read(type, object);
        } catch (DecodeException e) {
            throw new AssertionError(e.problem(), e);
        }
    }

    static ObjectNode json(String text) {
        return (ObjectNode) CanonicalJson.read(text);
    }

    static List<String> texts(List<FieldError> errors) {
        return errors.stream().map(FieldError::text).toList();
    }

    static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode child
                    && target.get(field.getKey()) instanceof ObjectNode present
                    && !child.isEmpty()) {
                merge(present, child);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }
}
