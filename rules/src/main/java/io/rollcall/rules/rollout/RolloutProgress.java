package io.rollcall.rules.rollout;

import io.rollcall.rules.status.Counters;

/**
 * How a rollout stands, in the words of {@code kubectl rollout status} (semantics 6.6). Told from the status alone, as kubectl
 * does: the first of these that holds.
 */
public sealed interface RolloutProgress {

    /** The sentence that kubectl prints. */
    String sentence();

    /** Whether the rollout is over. */
    boolean done();

    /** Strategy OnDelete: nothing rolls out by itself, and kubectl refuses to say more. */
    record NotRolling() implements RolloutProgress {
        @Override
        public String sentence() {
            return "rollout status is only available for RollingUpdate strategy type";
        }

        @Override
        public boolean done() {
            return false;
        }
    }

    /** The newest generation has not been evaluated yet. */
    record Unobserved() implements RolloutProgress {
        @Override
        public String sentence() {
            return "Waiting for daemon set spec update to be observed...";
        }

        @Override
        public boolean done() {
            return false;
        }
    }

    /**
     * Pods of old templates are left.
     *
     * @param updated nodes with a pod of the current template
     * @param desired nodes that should have one
     */
    record Replacing(String name, int updated, int desired) implements RolloutProgress {
        @Override
        public String sentence() {
            return waiting(name) + updated + " out of " + desired + " new pods have been updated...";
        }

        @Override
        public boolean done() {
            return false;
        }
    }

    /**
     * All pods are of the current template, not all are available.
     *
     * @param available nodes with an available pod
     * @param desired nodes that should have one
     */
    record BecomingAvailable(String name, int available, int desired) implements RolloutProgress {
        @Override
        public String sentence() {
            return waiting(name) + available + " of " + desired + " updated pods are available...";
        }

        @Override
        public boolean done() {
            return false;
        }
    }

    /** Every node that should run a pod has an available one of the current template. */
    record Complete(String name) implements RolloutProgress {
        @Override
        public String sentence() {
            return "daemon set \"" + name + "\" successfully rolled out";
        }

        @Override
        public boolean done() {
            return true;
        }
    }

    /**
     * Tells how a rollout stands.
     *
     * @param name name of the DaemonSet
     * @param onDelete whether its strategy is OnDelete
     * @param generation metadata.generation
     * @param observedGeneration generation that its status speaks of
     * @param counters the counters of its status
     */
    static RolloutProgress of(
            String name, boolean onDelete, long generation, long observedGeneration, Counters counters) {
        if (onDelete) {
            return new NotRolling();
        }
        if (observedGeneration < generation) {
            return new Unobserved();
        }
        if (counters.updated() < counters.desired()) {
            return new Replacing(name, counters.updated(), counters.desired());
        }
        if (counters.available() < counters.desired()) {
            return new BecomingAvailable(name, counters.available(), counters.desired());
        }
        return new Complete(name);
    }

    private static String waiting(String name) {
        return "Waiting for daemon set \"" + name + "\" rollout to finish: ";
    }
}
