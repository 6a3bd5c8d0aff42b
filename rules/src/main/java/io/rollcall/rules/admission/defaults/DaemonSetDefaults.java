package io.rollcall.rules.admission.defaults;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Completes the spec of a DaemonSet as an API server does (semantics 1.1). The hash of a template is taken over its completed
 * form; so that a new default restarts no pod, a template that means the same as the stored one is kept as it is stored.
 */
public final class DaemonSetDefaults {

    private static final int HISTORY_LIMIT = 10;

    private DaemonSetDefaults() {}

    /** Completes it in place; what is there stays. */
    public static void complete(ObjectNode daemonSet) {
        ObjectNode spec = Trees.child(daemonSet, "spec");
        ObjectNode strategy = Trees.child(spec, "updateStrategy");
        Trees.text(strategy, "type", "RollingUpdate");
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            Trees.number(Trees.child(strategy, "rollingUpdate"), "maxUnavailable", 1);
        }
        if (strategy.get("rollingUpdate") instanceof ObjectNode rolling) {
            // With OnDelete an absent budget is nothing, which counts nowhere.
            Trees.number(rolling, "maxUnavailable", 0);
            Trees.number(rolling, "maxSurge", 0);
        } else {
            strategy.remove("rollingUpdate");
        }
        Trees.number(spec, "revisionHistoryLimit", HISTORY_LIMIT);
        PodDefaults.completeTemplate(Trees.child(Trees.child(spec, "template"), "spec"));
    }
}
