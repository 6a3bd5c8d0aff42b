package io.rollcall.controller.simulation;

import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.controller.router.InputEvents;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.TopicCatalogue;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** An event as a source writes it, made from what a drawn journal tells. */
record Input(
        io.rollcall.events.topics.Topic<? extends SpecificRecord> topic,
        String key,
        SpecificRecord event,
        Instant time) {

    /** Empty for what no source writes: ticks and rules. */
    static Optional<Input> of(JournalEntry entry) {
        Instant time = entry.time();
        return switch (entry.record().getBody()) {
            case NodeObserved node ->
                Optional.of(new Input(
                        TopicCatalogue.NODE_EVENTS,
                        node.getName(),
                        InputEvents.nodeEvent(new NodeChange(node, "{}")),
                        time));
            case PodObserved pod ->
                Optional.of(new Input(
                        TopicCatalogue.POD_EVENTS,
                        pod.getNamespace() + "/" + pod.getName(),
                        InputEvents.podEvent(new PodChange(pod, "{}")),
                        time));
            case DaemonSetObserved daemonSet ->
                Optional.of(new Input(
                        TopicCatalogue.DAEMON_SET_EVENTS,
                        daemonSet.getNamespace() + "/" + daemonSet.getName(),
                        InputEvents.daemonSetEvent(daemonSet),
                        time));
            case RevisionObserved revision ->
                Optional.of(new Input(
                        TopicCatalogue.CONTROLLER_REVISION_EVENTS,
                        revision.getNamespace() + "/" + revision.getName(),
                        revision(new RevisionChange(revision, "{}")),
                        time));
            case CommandResultObserved result ->
                Optional.of(new Input(
                        TopicCatalogue.COMMAND_RESULTS,
                        result.getSlot().getDaemonSet().getUid() + "/"
                                + result.getSlot().getNode(),
                        new CommandResult("event", InputEvents.SEEN, result),
                        time));
            case SourceSynced barrier -> Optional.of(barrier(barrier.getKind(), barrier, time));
            case RelistStarted barrier -> Optional.of(barrier(barrier.getKind(), barrier, time));
            case RelistFinished barrier -> Optional.of(barrier(barrier.getKind(), barrier, time));
            case RulesActivated rules -> Optional.empty();
            case ClockTicked tick -> Optional.empty();
            default -> throw new IllegalArgumentException("unknown record " + entry);
        };
    }

    private static Input barrier(ResourceKind kind, Object body, Instant time) {
        return switch (kind) {
            case NODE -> new Input(TopicCatalogue.NODE_EVENTS, "barrier", InputEvents.nodeEvent(body), time);
            case POD -> new Input(TopicCatalogue.POD_EVENTS, "barrier", InputEvents.podEvent(body), time);
            case DAEMON_SET ->
                new Input(
                        TopicCatalogue.DAEMON_SET_EVENTS,
                        "barrier",
                        new DaemonSetEvent("event", InputEvents.SEEN, "test", body),
                        time);
            case CONTROLLER_REVISION ->
                new Input(TopicCatalogue.CONTROLLER_REVISION_EVENTS, "barrier", revision(body), time);
            default -> throw new IllegalArgumentException("no source of " + kind);
        };
    }

    private static ControllerRevisionEvent revision(Object body) {
        return new ControllerRevisionEvent("event", InputEvents.SEEN, "test", body);
    }
}
