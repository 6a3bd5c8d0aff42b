package io.rollcall.controller.simulation;

import java.util.List;

/** Where events wait for the journal: in order within one, in any order between them. */
enum Topic {
    NODES,
    PODS,
    DAEMON_SETS,
    REVISIONS,
    RESULTS;

    /** Those that are watched, in the order of the kinds of their objects. */
    static final List<Topic> OBJECTS = List.of(NODES, PODS, DAEMON_SETS, REVISIONS);
}
