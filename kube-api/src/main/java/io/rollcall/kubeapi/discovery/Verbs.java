package io.rollcall.kubeapi.discovery;

import io.rollcall.kubeapi.resource.ResourceType;
import java.util.List;

/** What can be done with objects of a type. */
final class Verbs {

    static final List<String> STATUS = List.of("get", "patch", "update");

    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> ONE_BY_ONE =
            List.of("create", "delete", "get", "list", "patch", "update", "watch");

    private Verbs() {}

    static List<String> of(ResourceType type) {
        return type == ResourceType.NAMESPACES ? ONE_BY_ONE : ALL;
    }
}
