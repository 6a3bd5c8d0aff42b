package io.rollcall.cli.crash;

/** What is done to whom. */
record Blow(Target target, Kind kind) {

    /** Who is hit. */
    enum Target {
        /** A controller instance. */
        CONTROLLER,
        /** The process that keeps the view. */
        PROJECTOR,
        /** The simulated cluster with its actuator. */
        CLUSTER,
        /** The broker that leads a partition of the journal. */
        LEADER,
        /** The broker that coordinates the group of the deciders. */
        COORDINATOR,
        /** The broker that is the active KRaft controller. */
        ACTIVE_CONTROLLER;

        boolean isBroker() {
            return switch (this) {
                case LEADER, COORDINATOR, ACTIVE_CONTROLLER -> true;
                case CONTROLLER, PROJECTOR, CLUSTER -> false;
            };
        }
    }

    /** How. */
    enum Kind {
        /** SIGKILL. */
        KILL,
        /** SIGSTOP, and SIGCONT seconds later, when others have taken over. */
        HALT
    }

    @Override
    public String toString() {
        return kind + " " + target;
    }
}
