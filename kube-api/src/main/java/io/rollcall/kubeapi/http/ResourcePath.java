package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.discovery.Discovery;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/**
 * A path below {@code /api/v1} or {@code /apis/GROUP/VERSION}.
 *
 * @param group API group; empty for the first one
 * @param version its version
 * @param namespace namespace; empty for none or all
 * @param resource plural
 * @param name name; empty for all objects
 * @param subresource what stands behind the name; empty for the object itself
 */
record ResourcePath(String group, String version, String namespace, String resource, String name, String subresource) {

    /** The place that these steps of a path lead to; empty when they name no resources of a group that is served. */
    static Optional<ResourcePath> at(List<String> steps) {
        boolean core = steps.size() > 2 && steps.getFirst().equals("api") && Discovery.serves("", steps.get(1));
        if (core) {
            return of("", steps.get(1), steps.subList(2, steps.size()));
        }
        boolean named = steps.size() > 3
                && steps.getFirst().equals("apis")
                && !steps.get(1).isEmpty()
                && Discovery.serves(steps.get(1), steps.get(2));
        return named ? of(steps.get(1), steps.get(2), steps.subList(3, steps.size())) : Optional.empty();
    }

    /** The path that these steps mean; empty when they name a version only. */
    private static Optional<ResourcePath> of(String group, String version, List<String> steps) {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        boolean inNamespace = steps.size() > 2 && steps.getFirst().equals("namespaces") && !isSubresource(steps.get(2));
        String namespace = inNamespace ? steps.get(1) : "";
        List<String> rest = inNamespace ? steps.subList(2, steps.size()) : steps;
        return Optional.of(new ResourcePath(
                group,
                version,
                namespace,
                rest.getFirst(),
                rest.size() > 1 ? rest.get(1) : "",
                rest.size() > 2 ? String.join("/", rest.subList(2, rest.size())) : ""));
    }

    /** Its type; empty when it is not served, or not with or without a namespace. */
    Optional<ResourceType> type() {
        return ResourceType.of(group, version, resource)
                .filter(type -> type.namespaced() || namespace.isEmpty())
                .filter(type -> !type.namespaced() || name.isEmpty() || !namespace.isEmpty());
    }

    /** The object. */
    ResourceKey key(ResourceType type) {
        return new ResourceKey(type, namespace, name);
    }

    private static boolean isSubresource(String step) {
        return step.equals("status") || step.equals("finalize");
    }
}
