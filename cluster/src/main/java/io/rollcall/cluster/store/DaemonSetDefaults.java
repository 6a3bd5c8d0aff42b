package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Completes the spec of a DaemonSet as an API server does (semantics 1.1). */
public final class DaemonSetDefaults {

    private static final int HISTORY_LIMIT = 10;

    private DaemonSetDefaults() {}

    /** Completes it in place; what is there stays. */
    public static void complete(ObjectNode daemonSet) {
        ObjectNode spec = Meta.child(daemonSet, "spec");
        ObjectNode strategy = Meta.child(spec, "updateStrategy");
        if (strategy.path("type").asText("").isEmpty()) {
            strategy.put("type", "RollingUpdate");
        }
        if (strategy.path("type").asText().equals("RollingUpdate")) {
            ObjectNode rolling = Meta.child(strategy, "rollingUpdate");
            if (!rolling.hasNonNull("maxUnavailable")) {
                rolling.put("maxUnavailable", 1);
            }
            if (!rolling.hasNonNull("maxSurge")) {
                rolling.put("maxSurge", 0);
            }
        }
        if (!spec.hasNonNull("revisionHistoryLimit")) {
            spec.put("revisionHistoryLimit", HISTORY_LIMIT);
        }
        PodDefaults.complete(Meta.child(Meta.child(spec, "template"), "spec"));
    }
}
