package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import java.util.List;

/** Namespaces of a store. One that is not there keeps nobody from making objects in it: who must know them asks before. */
public final class Namespaces {

    /** Those that every cluster has. */
    public static final List<String> STANDARD = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    static final List<String> IMMORTAL = List.of("default", "kube-public", "kube-system");

    private Namespaces() {}

    /** The key of a namespace. */
    public static ObjectKey key(String name) {
        return new ObjectKey(ObjectKind.NAMESPACE, "", name);
    }

    /** Makes the namespace unless it is there. */
    public static void ensure(ObjectStore store, String name) {
        if (!name.isEmpty() && store.find(key(name)).isEmpty()) {
            ObjectNode wanted = Json.object();
            Meta.of(wanted).put("name", name);
            store.create(ObjectKind.NAMESPACE, wanted);
        }
    }

    /** Whether it is there and going. */
    static boolean terminating(ObjectStore store, String name) {
        return !name.isEmpty()
                && store.find(key(name)).filter(Meta::terminating).isPresent();
    }
}
