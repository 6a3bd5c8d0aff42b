package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;

/**
 * Which object.
 *
 * @param kind its kind
 * @param namespace its namespace; empty for kinds that have none
 * @param name its name
 */
public record ObjectKey(ObjectKind kind, String namespace, String name) implements Comparable<ObjectKey> {

    /** The key of a node. */
    public static ObjectKey node(String name) {
        return new ObjectKey(ObjectKind.NODE, "", name);
    }

    /** The key of an object that has a name. */
    public static ObjectKey of(ObjectKind kind, ObjectNode object) {
        return new ObjectKey(kind, kind.namespaced() ? Meta.namespace(object) : "", Meta.name(object));
    }

    /** Namespace and name, or the name alone. */
    public String text() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** Where an API server keeps the object; its messages about storage name it. */
    String storageKey() {
        String folder = kind == ObjectKind.NODE ? "minions" : kind.resource();
        return "/registry/" + folder + "/" + text();
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) {
            return byKind;
        }
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
