package io.rollcall.controller.simulation;

import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;

/** What an event is about: of each object only the newest event may come twice, older ones the Router drops. */
final class Delivered {

    private Delivered() {}

    static String key(Object event) {
        return switch (event) {
            case NodeObserved node -> "node/" + node.getName();
            case PodObserved pod -> "pod/" + pod.getUid();
            case DaemonSetObserved daemonSet -> "daemonset/" + daemonSet.getUid();
            case RevisionObserved revision -> "revision/" + revision.getUid();
            case CommandResultObserved result -> "result/" + result.getCommandId();
            default -> throw new IllegalArgumentException("unknown event " + event);
        };
    }
}
