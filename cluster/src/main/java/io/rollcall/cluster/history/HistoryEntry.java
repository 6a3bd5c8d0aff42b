package io.rollcall.cluster.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import java.time.Instant;

/** One entry of a history: an event that can be used, or a place that cannot. */
public sealed interface HistoryEntry {

    /** Line on which the entry begins, from 1. */
    int line();

    /**
     * A watch event whose object is complete enough to make a cluster event of it.
     *
     * @param line line on which it begins, from 1
     * @param type what happened
     * @param observedAt when; worked out from the object's own times when the history does not say
     * @param kind Node, Pod, DaemonSet or ControllerRevision
     * @param object the object as it was after the change, as it was before for DELETED
     */
    record Event(int line, ChangeType type, Instant observedAt, String kind, ObjectNode object)
            implements HistoryEntry {}

    /**
     * A place that cannot be used; the entries before and after it can.
     *
     * @param line line on which it begins, from 1
     * @param message one line for people: file and line, field, what is wrong, how to mend it
     */
    record Bad(int line, String message) implements HistoryEntry {}
}
