package io.rollcall.cluster.kubeapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.store.Meta;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The namespaces of a cluster that stores none: those that every cluster has, and those that an object is in. They have no
 * time and no version of their own.
 */
final class Namespaces {

    private static final List<String> STANDARD = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    private final Set<String> known = new TreeSet<>(STANDARD);

    /** All that are known, as objects. */
    List<ObjectNode> objects(long version) {
        List<ObjectNode> objects = new ArrayList<>();
        known.forEach(name -> objects.add(object(name, version)));
        return objects;
    }

    /** Whether this is the first that is heard of a namespace. */
    boolean learn(String name) {
        return !name.isEmpty() && known.add(name);
    }

    static ObjectNode object(String name, long version) {
        ObjectNode namespace = Json.object().put("apiVersion", "v1").put("kind", "Namespace");
        UUID uid = UUID.nameUUIDFromBytes(("namespace/" + name).getBytes(StandardCharsets.UTF_8));
        ObjectNode metadata = Meta.of(namespace)
                .put("name", name)
                .put("uid", uid.toString())
                .put("resourceVersion", Long.toString(version));
        metadata.putObject("labels").put("kubernetes.io/metadata.name", name);
        Meta.child(namespace, "spec").putArray("finalizers").add("kubernetes");
        Meta.child(namespace, "status").put("phase", "Active");
        return namespace;
    }
}
