package io.rollcall.kubeapi.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Meta;

/**
 * Which object.
 *
 * @param type its type
 * @param namespace its namespace; empty for types that have none
 * @param name its name
 */
public record ResourceKey(ResourceType type, String namespace, String name) {

    /** The key of an object that has a name. */
    public static ResourceKey of(ResourceType type, JsonNode object) {
        return new ResourceKey(type, type.namespaced() ? Meta.namespace(object) : "", Meta.name(object));
    }

    /** Namespace and name, or the name alone; the order of lists is the order of these. */
    public String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
