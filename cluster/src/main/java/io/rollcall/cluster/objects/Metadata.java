package io.rollcall.cluster.objects;

import io.rollcall.events.OwnerReference;
import io.rollcall.rules.model.Int64Text;
import org.jspecify.annotations.Nullable;

/**
 * What every object has.
 *
 * @param namespace metadata.namespace; empty for nodes
 * @param name metadata.name
 * @param uid metadata.uid
 * @param resourceVersion metadata.resourceVersion, a whole number
 */
record Metadata(String namespace, String name, String uid, String resourceVersion) {

    static Metadata of(ObjectKind kind, Field object) {
        Field metadata = object.at("metadata");
        String name = metadata.at("name").requiredText();
        String namespace = kind.namespaced() ? metadata.at("namespace").requiredText() : "";
        String uid = metadata.at("uid").requiredText();
        Field version = metadata.at("resourceVersion");
        String resourceVersion = version.requiredText();
        if (!Int64Text.isNumber(resourceVersion) || Int64Text.value(resourceVersion) < 0) {
            throw new InvalidObjectException(
                    version.path(), "must be a whole number in text, found \"" + resourceVersion + "\"");
        }
        return new Metadata(namespace, name, uid, resourceVersion);
    }

    /** Key of the object's events: the name, with the namespace before it where there is one. */
    String key() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** The owner reference with controller = true; null when there is none (semantics 7.1). */
    static @Nullable OwnerReference controller(Field object) {
        for (Field owner : object.at("metadata").at("ownerReferences").entries()) {
            if (owner.at("controller").flag()) {
                return OwnerReference.newBuilder()
                        .setApiVersion(owner.at("apiVersion").text(""))
                        .setKind(owner.at("kind").requiredText())
                        .setName(owner.at("name").requiredText())
                        .setUid(owner.at("uid").requiredText())
                        .build();
            }
        }
        return null;
    }
}
