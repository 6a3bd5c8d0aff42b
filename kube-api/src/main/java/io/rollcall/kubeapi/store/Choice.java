package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.selector.FieldQuery;
import io.rollcall.kubeapi.selector.LabelQuery;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which objects of a type a reader wants. All conditions must hold.
 *
 * @param namespace only those in this namespace; empty for all
 * @param at as they were at this version; empty for now
 * @param labels by their labels
 * @param fields by their fields
 * @param after only those behind this path, in the order of {@link ResourceKey#path}; empty for all
 * @param most so many of them at most, from the first on; 0 for all
 */
public record Choice(String namespace, OptionalLong at, LabelQuery labels, FieldQuery fields, String after, long most) {

    /** All objects in a namespace, or in all when it is empty. */
    public static Choice all(String namespace, OptionalLong at) {
        return new Choice(namespace, at, LabelQuery.EVERYTHING, FieldQuery.EVERYTHING, "", 0);
    }

    /** Whether the object is wanted, if there is room. */
    public boolean matches(ResourceType type, ObjectNode object) {
        return (namespace.isEmpty() || namespace.equals(Meta.namespace(object)))
                && (after.isEmpty() || ResourceKey.of(type, object).path().compareTo(after) > 0)
                && fields.matches(object)
                && (labels.requirements().isEmpty() || labels.matches(Meta.labels(object)));
    }

    /** Those among the objects that are wanted. */
    public Chosen among(ResourceType type, List<ObjectNode> objects, long version) {
        List<ObjectNode> wanted =
                objects.stream().filter(object -> matches(type, object)).toList();
        return most == 0 || wanted.size() <= most
                ? new Chosen(wanted, version, false, OptionalLong.empty())
                : new Chosen(wanted.subList(0, (int) most), version, true, OptionalLong.of(wanted.size() - most));
    }
}
