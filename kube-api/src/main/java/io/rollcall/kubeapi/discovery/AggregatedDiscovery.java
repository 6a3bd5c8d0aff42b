package io.rollcall.kubeapi.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceType;
import java.util.List;

/** Discovery in one document: all groups, versions and resources, below {@code /api} or {@code /apis}. */
public final class AggregatedDiscovery {

    private AggregatedDiscovery() {}

    /**
     * The document.
     *
     * @param version {@code v2} or {@code v2beta1} of apidiscovery.k8s.io, which differ in nothing else
     * @param core whether it is for {@code /api}, not for {@code /apis}
     */
    public static ObjectNode document(String version, boolean core) {
        ObjectNode list =
                Json.object().put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        for (String group : core ? List.of("") : Discovery.NAMED_GROUPS) {
            ObjectNode item = items.addObject();
            ObjectNode metadata = item.putObject("metadata");
            if (!group.isEmpty()) {
                metadata.put("name", group);
            }
            metadata.putNull("creationTimestamp");
            ObjectNode served = item.putArray("versions").addObject().put("version", "v1");
            resources(served.putArray("resources"), group);
            served.put("freshness", "Current");
        }
        return list;
    }

    private static void resources(ArrayNode resources, String group) {
        for (ResourceType type : ResourceType.values()) {
            if (type.group().equals(group)) {
                ObjectNode resource = resource(
                        resources,
                        type.plural(),
                        group,
                        type.kind(),
                        type.singular(),
                        type.namespaced(),
                        Verbs.of(type));
                if (!type.shortNames().isEmpty()) {
                    Discovery.texts(resource.putArray("shortNames"), type.shortNames());
                }
                if (!type.categories().isEmpty()) {
                    Discovery.texts(resource.putArray("categories"), type.categories());
                }
                if (type.hasStatus()) {
                    ObjectNode status =
                            resource.putArray("subresources").addObject().put("subresource", "status");
                    kind(status, group, type.kind());
                    Discovery.texts(status.putArray("verbs"), Verbs.STATUS);
                }
                if (type == ResourceType.PODS) {
                    ObjectNode eviction =
                            resource.withArray("/subresources").addObject().put("subresource", "eviction");
                    kind(eviction, "policy", "Eviction");
                    eviction.putArray("verbs").add("create");
                }
            }
        }
        for (Review review : Review.values()) {
            if (review.group().equals(group)) {
                resource(resources, review.plural(), group, review.kind(), review.singular(), false, List.of("create"));
            }
        }
    }

    private static ObjectNode resource(
            ArrayNode resources,
            String plural,
            String group,
            String kind,
            String singular,
            boolean namespaced,
            List<String> verbs) {
        ObjectNode resource = resources.addObject().put("resource", plural);
        kind(resource, group, kind);
        resource.put("scope", namespaced ? "Namespaced" : "Cluster").put("singularResource", singular);
        Discovery.texts(resource.putArray("verbs"), verbs);
        return resource;
    }

    private static void kind(ObjectNode resource, String group, String kind) {
        resource.putObject("responseKind")
                .put("group", group)
                .put("version", "v1")
                .put("kind", kind);
    }
}
