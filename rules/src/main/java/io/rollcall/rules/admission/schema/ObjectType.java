package io.rollcall.rules.admission.schema;

/** Kinds of objects whose types are known. */
public enum ObjectType {
    /** v1 Node. */
    NODE("", "Node", "nodes"),
    /** apps/v1 DaemonSet. */
    DAEMON_SET("apps", "DaemonSet", "daemonsets"),
    /** apps/v1 ControllerRevision. */
    CONTROLLER_REVISION("apps", "ControllerRevision", "controllerrevisions");

    private final String group;
    private final String kind;
    private final String resource;

    ObjectType(String group, String kind, String resource) {
        this.group = group;
        this.kind = kind;
        this.resource = resource;
    }

    /** The API group; empty for the core group. */
    public String group() {
        return group;
    }

    /** As in the field {@code kind}. */
    public String kind() {
        return kind;
    }

    /** Plural, as in paths. */
    public String resource() {
        return resource;
    }

    /** Group and version, as in the field {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? "v1" : group + "/v1";
    }
}
