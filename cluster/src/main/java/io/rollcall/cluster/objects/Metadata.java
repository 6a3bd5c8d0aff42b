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
        String name = required(kind, metadata.at("name"));
        String namespace = kind.namespaced() ? required(kind, metadata.at("namespace")) : "";
        String uid = required(kind, metadata.at("uid"));
        Field version = metadata.at("resourceVersion");
        String resourceVersion = required(kind, version);
        if (!Int64Text.isNumber(resourceVersion) || Int64Text.value(resourceVersion) < 0) {
            throw new InvalidObjectException(
                    version.path(), "must be a whole number in text, found \"" + resourceVersion + "\"");
        }
        return new Metadata(namespace, name, uid, resourceVersion);
    }

    private static String required(ObjectKind kind, Field field) {
        String text = field.text();
        if (text == null) {
            throw new InvalidObjectException(
                    field.path(),
                    "is missing in this " + kind.kind() + "; give the object whole, as kubectl get -o json prints it");
        }
        return text;
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
