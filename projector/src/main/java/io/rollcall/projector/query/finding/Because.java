package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.PodTrouble;

/** Whose fault it is that a node has no available pod. */
public enum Because {
    /** Nobody's: its pod is being created, started or replaced. */
    ROLLOUT("by the rollout itself"),
    /** The node is not ready or gone, or there is no room on it. */
    NODE("by the node"),
    /** The pod cannot be created, does not start, is not Ready or fails. */
    POD("by the pod");

    private final String text;

    Because(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    static Because of(SlotFacts slot, Diagnosis diagnosis) {
        if (!slot.nodeExists() || !slot.node().facts().ready()) {
            return NODE;
        }
        return switch (diagnosis.code()) {
            case "PENDING" -> ofPending(slot.livePods().get(0));
            case "NOT_READY", "FAILED", "SUCCEEDED", "BACK_OFF" -> ofEnded(slot);
            case "CREATE_REFUSED", "ADOPT_REFUSED" -> POD;
            default -> ROLLOUT;
        };
    }

    private static Because ofPending(PodRow pod) {
        return switch (PodTrouble.of(pod.reason()).kind()) {
            case NONE -> ROLLOUT;
            case NO_ROOM, EVICTED -> NODE;
            case IMAGE, CRASH -> POD;
            // What is said of a pod without a node is said by the scheduler.
            case OTHER -> pod.facts().bound() ? POD : NODE;
        };
    }

    private static Because ofEnded(SlotFacts slot) {
        boolean thrownOut = slot.livePods().stream()
                .map(pod -> PodTrouble.of(pod.reason()).kind())
                .anyMatch(kind -> kind == PodTrouble.Kind.EVICTED || kind == PodTrouble.Kind.NO_ROOM);
        return thrownOut ? NODE : POD;
    }
}
