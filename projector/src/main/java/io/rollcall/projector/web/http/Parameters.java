package io.rollcall.projector.web.http;

import java.util.List;

/** Parameters that several resources have. */
public final class Parameters {

    /** The moment that is asked about. */
    public static final Parameter AS_OF = Parameter.text(
            "asOf",
            "The moment that is asked about: a time as in RFC 3339, or a place in the journal (of several partitions, with commas"
                    + " between). Without it, now.",
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

    /** How fresh the view has to be. */
    public static final Parameter MIN_OFFSET = Parameter.text(
            "minOffset",
            "Places in the journal, commas between, that the view has to have read: the answer waits for that a short while,"
                    + " then it is 503.",
            "journal-0@31");

    /** How far behind the view may be. */
    public static final Parameter MAX_LAG = Parameter.number(
            "maxLag",
            "How many records the view may be behind: the answer waits for that a short while, then it is 503.",
            0,
            Integer.MAX_VALUE,
            null);

    /** What every query of the view may have. */
    static final List<Parameter> OF_EVERY_QUERY = List.of(MIN_OFFSET, MAX_LAG);

    private Parameters() {}
}
