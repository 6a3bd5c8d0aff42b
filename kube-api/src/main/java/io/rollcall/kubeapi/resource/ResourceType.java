package io.rollcall.kubeapi.resource;

import java.util.List;
import java.util.Optional;

/** The kinds of objects that are served, by group and name, as discovery lists them. */
public enum ResourceType {
    /** Events: what happened to an object, for people. */
    EVENTS("", "v1", "events", "Event", true, false, List.of("ev"), List.of()),
    /** Namespaces. */
    NAMESPACES("", "v1", "namespaces", "Namespace", false, true, List.of("ns"), List.of()),
    /** Nodes. */
    NODES("", "v1", "nodes", "Node", false, true, List.of("no"), List.of()),
    /** Pods. */
    PODS("", "v1", "pods", "Pod", true, true, List.of("po"), List.of("all")),
    /** ControllerRevisions: the templates that a DaemonSet has had. */
    CONTROLLER_REVISIONS("apps", "v1", "controllerrevisions", "ControllerRevision", true, false, List.of(), List.of()),
    /** DaemonSets. */
    DAEMON_SETS("apps", "v1", "daemonsets", "DaemonSet", true, true, List.of("ds"), List.of("all"));

    private final String group;
    private final String version;
    private final String plural;
    private final String kind;
    private final boolean namespaced;
    private final boolean hasStatus;
    private final List<String> shortNames;
    private final List<String> categories;

    ResourceType(
            String group,
            String version,
            String plural,
            String kind,
            boolean namespaced,
            boolean hasStatus,
            List<String> shortNames,
            List<String> categories) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
        this.namespaced = namespaced;
        this.hasStatus = hasStatus;
        this.shortNames = shortNames;
        this.categories = categories;
    }

    /** API group; empty for the first one, which has no name. */
    public String group() {
        return group;
    }

    /** The one version that is served. */
    public String version() {
        return version;
    }

    /** As the field {@code apiVersion} of an object says it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Name in paths. */
    public String plural() {
        return plural;
    }

    /** Name in paths with the group behind it, as messages name it: {@code daemonsets.apps}. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** As the field {@code kind} of an object says it. */
    public String kind() {
        return kind;
    }

    /** Name for one of them. */
    public String singular() {
        return kind.toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether objects of this kind live in a namespace. */
    public boolean namespaced() {
        return namespaced;
    }

    /** Whether there is a status that is written on its own. */
    public boolean hasStatus() {
        return hasStatus;
    }

    /** Abbreviations for people. */
    public List<String> shortNames() {
        return shortNames;
    }

    /** Names for groups of kinds; {@code all} is what {@code kubectl get all} shows. */
    public List<String> categories() {
        return categories;
    }

    /** The type of objects that say so of themselves; empty when it is not served. */
    public static Optional<ResourceType> ofObjects(String apiVersion, String kind) {
        for (ResourceType type : values()) {
            if (type.apiVersion().equals(apiVersion) && type.kind.equals(kind)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type at that place in paths; empty when it is not served. */
    public static Optional<ResourceType> of(String group, String version, String plural) {
        for (ResourceType type : values()) {
            if (type.group.equals(group) && type.version.equals(version) && type.plural.equals(plural)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
