package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Takes fields away from an object, and what they leave empty. */
final class Removal {

    private final ObjectNode object;
    private final SortedSet<FieldPath> kept;

    /** Entries of lists in which somebody keeps a field stay. */
    Removal(ObjectNode object, SortedSet<FieldPath> kept) {
        this.object = object;
        this.kept = kept;
    }

    /** In their order an entry comes before what is in it. */
    void take(SortedSet<FieldPath> fields) {
        for (FieldPath field : fields) {
            boolean entry = field.steps().getLast().equals(FieldPath.SELF);
            FieldPath path = entry ? field.parent() : field;
            if (path.steps().isEmpty() || isKey(path) || kept.stream().anyMatch(other -> other.below(path))) {
                continue;
            }
            if (!entry || !holdsSomething(path)) {
                remove(path);
            }
        }
    }

    /** What an entry is known by stays as long as the entry. */
    private static boolean isKey(FieldPath path) {
        FieldPath above = path.parent();
        return !above.steps().isEmpty()
                && above.steps().getLast().startsWith("k:")
                && Json.parse(above.steps().getLast().substring(2))
                        .has(path.steps().getLast().substring(2));
    }

    /** A field that was owned beside what is in it goes when it is empty; an entry of a list goes with all that is in it. */
    private boolean holdsSomething(FieldPath path) {
        JsonNode value = find(path);
        return value != null && !value.isEmpty() && path.steps().getLast().startsWith("f:");
    }

    private void remove(FieldPath path) {
        FieldPath above = path.parent();
        JsonNode parent = above.steps().isEmpty() ? object : find(above);
        if (parent == null) {
            return;
        }
        String step = path.steps().getLast();
        if (parent instanceof ObjectNode holder) {
            holder.remove(step.substring(2));
        } else if (parent instanceof ArrayNode list) {
            int place = place(list, step);
            if (place >= 0) {
                list.remove(place);
            }
        }
        boolean mayGo = !above.steps().isEmpty() && above.steps().getLast().startsWith("f:");
        if (mayGo && parent.isEmpty() && kept.stream().noneMatch(other -> other.equals(above) || other.below(above))) {
            remove(above);
        }
    }

    private @Nullable JsonNode find(FieldPath path) {
        JsonNode at = object;
        for (String step : path.steps()) {
            JsonNode next = null;
            if (step.startsWith("f:")) {
                next = at.get(step.substring(2));
            } else if (at instanceof ArrayNode list && place(list, step) >= 0) {
                next = list.get(place(list, step));
            }
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }

    private static int place(ArrayNode list, String step) {
        JsonNode wanted = Json.parse(step.substring(2));
        for (int i = 0; i < list.size(); i++) {
            if (step.startsWith("v:") ? list.get(i).equals(wanted) : matches(list.get(i), wanted)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(JsonNode entry, JsonNode identity) {
        for (Map.Entry<String, JsonNode> key : identity.properties()) {
            boolean defaulted = key.getKey().equals("protocol") && !entry.has("protocol");
            if (!defaulted && !entry.path(key.getKey()).equals(key.getValue())) {
                return false;
            }
        }
        return true;
    }
}
