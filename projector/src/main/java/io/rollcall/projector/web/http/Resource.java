package io.rollcall.projector.web.http;

import java.util.List;

/** Endpoints that belong together. Safe for threads. */
public interface Resource {

    /** They, in the order in which they are described; the same at each call. */
    List<Endpoint> endpoints();
}
