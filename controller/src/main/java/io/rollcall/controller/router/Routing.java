package io.rollcall.controller.router;

import java.util.List;

/** What became of one input event. */
public sealed interface Routing {

    /** It goes on, as one or more journal records, to be appended in this order. */
    record Forwarded(List<Routed> records) implements Routing {}

    /** It says nothing that decisions do not know, or concern. */
    record Dropped(DropReason reason) implements Routing {}

    /** It cannot be used. */
    record Refused(Rejection rejection) implements Routing {}
}
