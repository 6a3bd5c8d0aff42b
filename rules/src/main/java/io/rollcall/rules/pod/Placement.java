package io.rollcall.rules.pod;

/** How a created pod gets to its node. */
public enum Placement {
    /** spec.nodeName is set at once; no scheduler is needed. The kubelet checks what remains of the template's wishes. */
    BIND,
    /** As upstream: a required node affinity for metadata.name, and the scheduler binds. */
    PIN
}
