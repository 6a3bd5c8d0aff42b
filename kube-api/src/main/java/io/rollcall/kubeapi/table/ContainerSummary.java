package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a pod's containers are up to, in a word (semantics 9.2).
 *
 * @param status the word: the first of deletion, initialisation, a container's trouble, the pod's reason or phase that has one
 * @param ready containers that run and are ready
 * @param restarts of all containers, while it initialises of the init containers
 * @param lastRestart when a container last ended before a restart, RFC 3339; empty when not known
 */
record ContainerSummary(String status, int ready, long restarts, String lastRestart) {

    static ContainerSummary of(JsonNode pod) {
        Walk walk = new Walk(pod);
        if (!walk.initialises()) {
            walk.containers();
        }
        return new ContainerSummary(deleted(pod, walk.status), walk.ready, walk.restarts, walk.lastRestart);
    }

    private static String deleted(JsonNode pod, String status) {
        if (!pod.at("/metadata/deletionTimestamp").asText("").isEmpty()) {
            return pod.at("/status/reason").asText("").equals("NodeLost") ? "Unknown" : "Terminating";
        }
        return status;
    }

    static boolean isTrue(JsonNode pod, String condition) {
        for (JsonNode each : pod.at("/status/conditions")) {
            if (each.path("type").asText("").equals(condition)) {
                return each.path("status").asText("").equals("True");
            }
        }
        return false;
    }

    /** One walk over the containers' states. */
    private static final class Walk {

        private final JsonNode pod;
        private String status;
        private int ready;
        private long restarts;
        private String lastRestart = "";

        Walk(JsonNode pod) {
            this.pod = pod;
            String reason = pod.at("/status/reason").asText("");
            this.status = reason.isEmpty() ? pod.at("/status/phase").asText("") : reason;
            for (JsonNode condition : pod.at("/status/conditions")) {
                if (condition.path("type").asText("").equals("PodScheduled")
                        && condition.path("reason").asText("").equals("SchedulingGated")) {
                    this.status = "SchedulingGated";
                }
            }
        }

        /** Looks at the init containers; false when all have done their part. */
        boolean initialises() {
            JsonNode states = pod.at("/status/initContainerStatuses");
            for (int i = 0; i < states.size(); i++) {
                JsonNode container = states.get(i);
                count(container);
                JsonNode terminated = container.at("/state/terminated");
                if (terminated.isObject() && terminated.path("exitCode").asInt() == 0 || runsBeside(i, container)) {
                    continue;
                }
                String waiting = container.at("/state/waiting/reason").asText("");
                if (terminated.isObject()) {
                    status = "Init:" + ended(terminated);
                } else if (!waiting.isEmpty() && !waiting.equals("PodInitializing")) {
                    status = "Init:" + waiting;
                } else {
                    status = "Init:" + i + "/" + pod.at("/spec/initContainers").size();
                }
                return true;
            }
            return false;
        }

        /** Whether an init container is one that runs on beside the others, and has started. */
        private boolean runsBeside(int index, JsonNode container) {
            JsonNode policy = pod.at("/spec/initContainers").path(index).path("restartPolicy");
            return policy.asText("").equals("Always")
                    && container.path("started").asBoolean();
        }

        /** The last container in trouble gives the word, as an API server goes through them from the end. */
        void containers() {
            restarts = 0;
            lastRestart = "";
            boolean running = false;
            JsonNode states = pod.at("/status/containerStatuses");
            for (int i = states.size() - 1; i >= 0; i--) {
                JsonNode container = states.get(i);
                count(container);
                JsonNode state = container.path("state");
                String waiting = state.at("/waiting/reason").asText("");
                if (!waiting.isEmpty()) {
                    status = waiting;
                } else if (state.path("terminated").isObject()) {
                    status = ended(state.path("terminated"));
                } else if (container.path("ready").asBoolean()
                        && state.path("running").isObject()) {
                    running = true;
                    ready++;
                }
            }
            if (status.equals("Completed") && running) {
                status = isTrue(pod, "Ready") ? "Running" : "NotReady";
            }
        }

        private void count(JsonNode container) {
            restarts += container.path("restartCount").asLong();
            String ended = container.at("/lastState/terminated/finishedAt").asText("");
            // RFC 3339 in UTC and whole seconds, as Kubernetes writes it, is in the order of time.
            if (ended.compareTo(lastRestart) > 0) {
                lastRestart = ended;
            }
        }

        private static String ended(JsonNode terminated) {
            String reason = terminated.path("reason").asText("");
            if (!reason.isEmpty()) {
                return reason;
            }
            int signal = terminated.path("signal").asInt();
            return signal == 0 ? "ExitCode:" + terminated.path("exitCode").asInt() : "Signal:" + signal;
        }
    }
}
