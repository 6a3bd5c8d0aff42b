package io.rollcall.cluster.objects;

/** A Kubernetes object lacks something or has a field of the wrong type. The message is one line and begins with the field's path. */
public final class InvalidObjectException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;

    /** The field, such as {@code spec.taints[0].key}, and what is wrong with it. */
    public InvalidObjectException(String path, String problem) {
        super(path.isEmpty() ? problem : path + ": " + problem);
        this.path = path;
    }

    /** The field; empty for the object as a whole. */
    public String path() {
        return path;
    }
}
