package io.rollcall.controller.reference;

/** Who wrote to the API server. */
public enum Actor {
    DAEMON_SET_CONTROLLER,
    SCHEDULER,
    KUBELET,
    NODE_LIFECYCLE,
    GARBAGE_COLLECTOR,
    POD_GC,
    PERSON
}
