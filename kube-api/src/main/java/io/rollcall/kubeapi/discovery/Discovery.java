package io.rollcall.kubeapi.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.resource.ResourceType;
import java.util.List;
import java.util.Optional;

/** Discovery as it always was: a document for the groups, one for each group and one for each version. */
public final class Discovery {

    static final List<String> NAMED_GROUPS = List.of("apps", Review.SELF.group(), Review.ACCESS.group());

    private Discovery() {}

    /** The document at {@code /api}. */
    public static ObjectNode coreVersions(String serverAddress) {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", serverAddress);
        return versions;
    }

    /** The document at {@code /apis}. */
    public static ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        NAMED_GROUPS.forEach(group -> groups.add(group(group)));
        return list;
    }

    /** The document at {@code /apis/GROUP}; empty when the group is not served. */
    public static Optional<ObjectNode> groupDocument(String group) {
        return NAMED_GROUPS.contains(group)
                ? Optional.of(Json.object()
                        .put("kind", "APIGroup")
                        .put("apiVersion", "v1")
                        .setAll(group(group)))
                : Optional.empty();
    }

    /** Whether that version of that group is served. */
    public static boolean serves(String group, String version) {
        return version.equals("v1") && (group.isEmpty() || NAMED_GROUPS.contains(group));
    }

    /** The document at {@code /api/v1} or {@code /apis/GROUP/v1}, which must be served. */
    public static ObjectNode resources(String group) {
        ObjectNode list = Json.object().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", group.isEmpty() ? "v1" : group + "/v1");
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : ResourceType.values()) {
            if (type.group().equals(group)) {
                resource(resources, type);
            }
        }
        for (Review review : Review.values()) {
            if (review.group().equals(group)) {
                resources
                        .addObject()
                        .put("name", review.plural())
                        .put("singularName", review.singular())
                        .put("namespaced", false)
                        .put("kind", review.kind())
                        .putArray("verbs")
                        .add("create");
            }
        }
        return list;
    }

    private static void resource(ArrayNode resources, ResourceType type) {
        ObjectNode resource = resources
                .addObject()
                .put("name", type.plural())
                .put("singularName", type.singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        texts(resource.putArray("verbs"), Verbs.of(type));
        if (!type.shortNames().isEmpty()) {
            texts(resource.putArray("shortNames"), type.shortNames());
        }
        if (!type.categories().isEmpty()) {
            texts(resource.putArray("categories"), type.categories());
        }
        if (type.hasStatus()) {
            ObjectNode status = resources
                    .addObject()
                    .put("name", type.plural() + "/status")
                    .put("singularName", "")
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            texts(status.putArray("verbs"), Verbs.STATUS);
        }
        if (type == ResourceType.PODS) {
            ObjectNode eviction = resources
                    .addObject()
                    .put("name", "pods/eviction")
                    .put("singularName", "")
                    .put("namespaced", true)
                    .put("group", "policy")
                    .put("version", "v1")
                    .put("kind", "Eviction");
            eviction.putArray("verbs").add("create");
        }
    }

    private static ObjectNode group(String name) {
        ObjectNode group = Json.object().put("name", name);
        ObjectNode version = Json.object().put("groupVersion", name + "/v1").put("version", "v1");
        group.putArray("versions").add(version);
        group.set("preferredVersion", version.deepCopy());
        return group;
    }

    static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
