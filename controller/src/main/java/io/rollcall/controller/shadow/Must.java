package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import java.util.SortedMap;

/**
 * Something that the rules demand of a slot.
 *
 * @param podUid the pod to delete; empty for a pod to create
 * @param pod its name; empty for a pod to create
 */
record Must(ActionType action, String podUid, String pod, String reason, SortedMap<String, String> detail) {

    /** Whether it is the same demand, whatever the reason is by now. */
    boolean isSame(Must other) {
        return action == other.action && podUid.equals(other.podUid);
    }
}
