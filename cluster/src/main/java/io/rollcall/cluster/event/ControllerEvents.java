package io.rollcall.cluster.event;

import io.rollcall.events.AdoptPod;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.rules.event.DaemonSetEvents;
import io.rollcall.rules.event.KubernetesEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answered command tells about its DaemonSet (semantics 9.1). Each message ends with the reason of the decision, by its code in
 * the reference of reasons: {@code Created pod: nginx-x7kq2 (MISSING_POD)}.
 */
public final class ControllerEvents {

    private ControllerEvents() {}

    /** The events of a command and its answer, in order; none for what the original tells nobody. */
    public static List<KubernetesEvent> of(Command command, CommandResultObserved answer) {
        if (answer.getOutcome() == CommandOutcome.SUPERSEDED) {
            return List.of();
        }
        boolean done = answer.getOutcome() == CommandOutcome.DONE;
        List<KubernetesEvent> told = switch (command.getWish()) {
            case CreatePod create ->
                done
                        ? List.of(DaemonSetEvents.created(create.getPodName()))
                        : DaemonSetEvents.createFailed(answer.getReason(), answer.getMessage()).stream()
                                .toList();
            case DeletePods delete -> deleted(command, delete, answer, done);
            // The original says nothing of a change of owners.
            case AdoptPod adopt -> List.of();
            case ReleasePod release -> List.of();
            default -> List.of();
        };
        return told.stream()
                .map(event -> new KubernetesEvent(
                        event.severity(), event.reason(), event.message() + " (" + command.getReason() + ")"))
                .toList();
    }

    private static List<KubernetesEvent> deleted(
            Command command, DeletePods delete, CommandResultObserved answer, boolean done) {
        DaemonSetRef daemonSet = command.getSlot().getDaemonSet();
        List<KubernetesEvent> events = new ArrayList<>();
        List<String> names = delete.getPods().stream()
                .map(PodRef::getName)
                .map(String::valueOf)
                .toList();
        for (String name : names) {
            DaemonSetEvents.deletionDecided(
                            command.getReason(),
                            daemonSet.getNamespace(),
                            name,
                            command.getSlot().getNode())
                    .ifPresent(events::add);
        }
        if (done) {
            events.addAll(DaemonSetEvents.deleted(names, answer.getReason()));
        } else {
            DaemonSetEvents.deleteFailed(answer.getReason(), answer.getMessage())
                    .ifPresent(events::add);
        }
        return events;
    }
}
