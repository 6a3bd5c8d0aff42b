package io.rollcall.projector.web.http;

/** Parameters that several resources have. */
public final class Parameters {

    /** The moment that is asked about. */
    public static final Parameter AS_OF = Parameter.text(
            "asOf",
            "The moment that is asked about: a time as in RFC 3339, or a place in the journal. Without it, now.",
            "journal-0@31");

    /** A DaemonSet. */
    public static final Parameter DAEMON_SET = Parameter.text(
            "daemonSet", "namespace/name of a DaemonSet, or the name of one in namespace default.", "default/nginx");

    /** A node. */
    public static final Parameter NODE = Parameter.text("node", "Name of a node.", "node-1");

    /** How much of a list. */
    public static final Parameter LIMIT = Parameter.number("limit", "At most so many items.", 1, 10_000, 100);

    /** Where a list goes on. */
    public static final Parameter CONTINUE = Parameter.text(
            "continue", "What the answer before had as continue: the list goes on behind it.", "ZGVmYXVsdC9uZ2lueA");

    private Parameters() {}
}
