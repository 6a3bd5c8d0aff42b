package io.rollcall.rules.profile;

/**
 * Behaviour of the Kubernetes DaemonSet controller that our rules do not repeat unless asked to (semantics 11, 13). The
 * name is the code that reports show.
 */
public enum KnownDefect {
    OLD_UNAVAILABLE_NOT_COUNTED(
            "#123232",
            31,
            "A rolling update does not count unavailable old pods, so it takes down more than maxUnavailable."),
    SUCCEEDED_POD_KEPT(
            "#117018",
            27,
            "A pod that ended with Succeeded counts as running and stays for ever; nothing replaces it."),
    TERMINAL_TERMINATING_BLOCKS(
            "#118716", 28, "A pod that has ended and is being deleted, held by a finalizer, blocks its replacement."),
    GENERATION_LABEL_NEVER_EQUAL(
            "",
            28,
            "The label pod-template-generation never equals the DaemonSet's, so only the hash tells what is current."),
    SURGE_KEEPS_INELIGIBLE(
            "#118823",
            29,
            "A surge update treats nodes that should not run the pod as candidates, and can stop there for ever."),
    SURGE_ON_GONE_NODE("#119317", 29, "A surge update creates pods for nodes that do not exist any more."),
    GONE_NODE_IN_ROLLOUT("#117204", "Pods of nodes that are gone take part in a rolling update and eat its budget."),
    INELIGIBLE_NODE_IN_ROLLOUT(
            "#117204",
            "Pods of nodes that should not run them take part in a rolling update, eat its budget and are not replaced."),
    FAILED_POD_DELETED_BY_ROLLOUT(
            "", "A rolling update deletes a failed old pod at once, past the back-off of its node."),
    NODE_DELETION_UNNOTICED(
            "", "Nothing reacts to the deletion of a node; the counters are stale until something else happens."),
    RECREATED_NODE_UNNOTICED("", "A node that is deleted and made again under its name is taken for the same node."),
    SURGE_IGNORES_BACK_OFF(
            "#124388", "With maxSurge a pod is created at once although the failed one on its node waits in back-off."),
    STALE_OWN_WRITES(
            "#134937",
            36,
            "The controller counts its outstanding deletions instead of naming them, takes the end of another pod for one of its own,"
                    + " and then deletes more than the budget allows.");

    private static final int NEVER = Integer.MAX_VALUE;

    private final String upstreamIssue;
    private final int mendedInMinor;
    private final String sentence;

    KnownDefect(String upstreamIssue, String sentence) {
        this(upstreamIssue, NEVER, sentence);
    }

    KnownDefect(String upstreamIssue, int mendedInMinor, String sentence) {
        this.upstreamIssue = upstreamIssue;
        this.mendedInMinor = mendedInMinor;
        this.sentence = sentence;
    }

    /** The code in reports. */
    public String code() {
        return name();
    }

    /** The issue or pull request of kubernetes/kubernetes that speaks of it, such as {@code #117018}; empty when none is known. */
    public String upstreamIssue() {
        return upstreamIssue;
    }

    /** What it does, in one sentence. */
    public String sentence() {
        return sentence;
    }

    /** The releases that have it, for people: {@code up to 1.30}, or {@code all}. */
    public String versions() {
        return mendedInMinor == NEVER ? "all" : "up to 1." + (mendedInMinor - 1);
    }

    /** Whether the first release of Kubernetes 1.minor has it. Later patch releases may have been mended. */
    public boolean presentIn(int minor) {
        return minor < mendedInMinor;
    }
}
