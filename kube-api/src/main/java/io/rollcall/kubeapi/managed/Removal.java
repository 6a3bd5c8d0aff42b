package io.rollcall.kubeapi.managed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.types.ApiType;
import io.rollcall.kubeapi.types.ApiType.Anything;
import io.rollcall.kubeapi.types.ApiType.ListOf;
import io.rollcall.kubeapi.types.ApiType.MapOf;
import io.rollcall.kubeapi.types.ApiType.Scalar;
import io.rollcall.kubeapi.types.ApiType.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Takes away what somebody owned, owns no longer, and nobody else owns. With the last owned field of a structure goes the structure, and
 * what the server completed it with; maps, lists and the parts of an object lose what was owned in them, and go when they are empty.
 */
final class Removal {

    private final NavigableSet<FieldPath> gone;
    private final NavigableSet<FieldPath> kept;

    private Removal(NavigableSet<FieldPath> gone, NavigableSet<FieldPath> kept) {
        this.gone = gone;
        this.kept = kept;
    }

    /**
     * Changes an object.
     *
     * @param owned fields that were owned
     * @param kept fields that somebody owns
     */
    static void from(Struct type, ObjectNode object, NavigableSet<FieldPath> owned, NavigableSet<FieldPath> kept) {
        NavigableSet<FieldPath> gone = new TreeSet<>(owned);
        gone.removeAll(kept);
        if (!gone.isEmpty()) {
            Removal removal = new Removal(gone, kept);
            for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
                removal.within(
                        type.field(entry.getKey()), entry.getValue(), FieldPath.ROOT.field(entry.getKey()), List.of());
                boolean mayGo = entry.getValue().isEmpty() && !entry.getKey().equals("metadata");
                if (mayGo && removal.wants(FieldPath.ROOT.field(entry.getKey()))) {
                    object.remove(entry.getKey());
                }
            }
        }
    }

    private boolean wants(FieldPath path) {
        return path.isIn(gone) && !path.isIn(kept);
    }

    /** What is in a value that itself stays, but for the keys that an entry is known by. */
    private void within(ApiType type, JsonNode value, FieldPath path, List<String> keys) {
        if (!path.isIn(gone)) {
            return;
        }
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
                String name = entry.getKey();
                if (!keys.contains(name) && goes(type.field(name), entry.getValue(), path.field(name))) {
                    object.remove(name);
                }
            }
        } else if (value instanceof ArrayNode array && type instanceof ListOf list && !list.atomic()) {
            List<JsonNode> rest = new ArrayList<>();
            array.forEach(entry -> {
                if (!entryGoes(list, entry, path)) {
                    rest.add(entry);
                }
            });
            array.removeAll();
            array.addAll(rest);
        }
    }

    private boolean goes(ApiType type, JsonNode value, FieldPath path) {
        if (!path.isIn(gone)) {
            return false;
        }
        if (path.isIn(kept)) {
            within(type, value, path, List.of());
            return false;
        }
        return switch (type) {
            case Scalar scalar -> true;
            case Struct struct -> true;
            case Anything anything -> emptied(type, value, path, value.isObject());
            case MapOf map -> emptied(type, value, path, !map.atomic());
            case ListOf list -> emptied(type, value, path, !list.atomic());
        };
    }

    private boolean emptied(ApiType type, JsonNode value, FieldPath path, boolean granular) {
        if (granular) {
            within(type, value, path, List.of());
        }
        return !granular || value.isEmpty();
    }

    private boolean entryGoes(ListOf list, JsonNode entry, FieldPath path) {
        FieldPath at = path.then(Identity.step(list, entry));
        if (list.set()) {
            return wants(at);
        }
        if (!at.isIn(kept) && gone.contains(at.then(FieldPath.SELF))) {
            return true;
        }
        within(list.element(), entry, at, list.keys());
        return false;
    }
}
