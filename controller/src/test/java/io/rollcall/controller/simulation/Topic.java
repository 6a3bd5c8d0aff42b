package io.rollcall.controller.simulation;

/** Where events wait for the journal: in order within one, in any order between them. */
enum Topic {
    NODES,
    PODS,
    DAEMON_SETS,
    REVISIONS,
    RESULTS
}
