package io.rollcall.kubeapi.discovery;

import io.rollcall.kubeapi.resource.ResourceType;
import java.util.List;

/** What can be done with objects of a type. */
final class Verbs {

    static final List<String> STATUS = List.of("get", "patch", "update");

    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> READ = List.of("get", "list", "watch");

    private Verbs() {}

    static List<String> of(ResourceType type) {
        return type.writable() ? ALL : READ;
    }
}
