package io.rollcall.controller.simulation;

/** What can happen in a history, with how often it does. */
enum Move {
    NODE_JOINS(5),
    NODE_LEAVES(3),
    NODE_IS_REPLACED(1),
    NODE_RELABELLED(5),
    NODE_TAINTED(5),
    NODE_REPORTS(1),

    DAEMON_SET_APPLIED(4),
    TEMPLATE_CHANGED(5),
    STRATEGY_CHANGED(3),
    MIN_READY_CHANGED(1),
    SELECTOR_CHANGED(1),
    DAEMON_SET_TOUCHED(2),
    DAEMON_SET_TERMINATES(1),
    DAEMON_SET_DELETED(1),
    DAEMON_SET_ORPHANS(1),
    DAEMON_SET_RECREATED(1),
    REVISION_APPEARS(1),

    POD_READY(20),
    POD_UNREADY(4),
    POD_FAILED(4),
    POD_SUCCEEDED(1),
    POD_BOUND(2),
    POD_DELETED(4),
    POD_GONE(10),
    POD_RELABELLED(2),
    ORPHAN_APPEARS(2),
    GARBAGE_COLLECTED(3),

    WISH_CARRIED_OUT(35),
    WISH_REFUSED(4),
    WISH_LOST(1),

    DELIVERED(70),
    DELIVERED_TWICE(3),
    EVENTS_MISSED(1),
    RELISTED(1),

    TIME_MOVED(14),
    CLOCK_TICKED(6),
    RULES_ACTIVATED(1),
    SOURCE_SYNCED(3),
    CALM(3),
    DECIDER_RESTARTED(2);

    final int weight;

    Move(int weight) {
        this.weight = weight;
    }
}
