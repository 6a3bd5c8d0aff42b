package io.rollcall.controller.simulation;

import io.rollcall.events.ChangeType;
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
            case NodeObserved node -> Topic.NODES + "/" + node.getName();
            case PodObserved pod -> Topic.PODS + "/" + pod.getUid();
            case DaemonSetObserved daemonSet -> Topic.DAEMON_SETS + "/" + daemonSet.getUid();
            case RevisionObserved revision -> Topic.REVISIONS + "/" + revision.getUid();
            case CommandResultObserved result -> Topic.RESULTS + "/" + result.getCommandId();
            default -> throw unknown(event);
        };
    }

    static boolean isOf(Topic topic, String key) {
        return key.startsWith(topic + "/");
    }

    static boolean isGone(Object event) {
        return change(event) == ChangeType.DELETED;
    }

    /** Whether both are about one object, and not about two of one name. */
    static boolean isSame(Object one, Object other) {
        return uid(one).equals(uid(other));
    }

    /** That the object is gone, as far as it was known. */
    static Object gone(Object event) {
        return switch (event) {
            case NodeObserved node ->
                NodeObserved.newBuilder(node).setChange(ChangeType.DELETED).build();
            case PodObserved pod ->
                PodObserved.newBuilder(pod).setChange(ChangeType.DELETED).build();
            case DaemonSetObserved daemonSet ->
                DaemonSetObserved.newBuilder(daemonSet)
                        .setChange(ChangeType.DELETED)
                        .build();
            case RevisionObserved revision ->
                RevisionObserved.newBuilder(revision)
                        .setChange(ChangeType.DELETED)
                        .build();
            default -> throw unknown(event);
        };
    }

    private static ChangeType change(Object event) {
        return switch (event) {
            case NodeObserved node -> node.getChange();
            case PodObserved pod -> pod.getChange();
            case DaemonSetObserved daemonSet -> daemonSet.getChange();
            case RevisionObserved revision -> revision.getChange();
            default -> throw unknown(event);
        };
    }

    private static String uid(Object event) {
        return switch (event) {
            case NodeObserved node -> node.getUid();
            case PodObserved pod -> pod.getUid();
            case DaemonSetObserved daemonSet -> daemonSet.getUid();
            case RevisionObserved revision -> revision.getUid();
            default -> throw unknown(event);
        };
    }

    private static IllegalArgumentException unknown(Object event) {
        return new IllegalArgumentException("unknown event " + event);
    }
}
