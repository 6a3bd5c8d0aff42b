package io.rollcall.projector.web.http;

/** What one has to be allowed to do. */
public enum Role {
    /** Nothing: probes and descriptions. */
    ANYONE,
    /** To read the view. */
    READ,
    /** To change something; includes reading. */
    WRITE
}
