package io.rollcall.kubeapi.access;

/** What a request needs to be allowed. */
public enum Need {
    /** Nothing that anybody could not know, such as whether the server is well. */
    NOTHING,
    /** To read. */
    READ,
    /** To change something. */
    WRITE
}
