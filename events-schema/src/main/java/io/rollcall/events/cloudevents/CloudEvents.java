package io.rollcall.events.cloudevents;

import io.rollcall.events.ClusterObject;
import io.rollcall.events.Command;
import io.rollcall.events.CommandResult;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.Decision;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Says of records what they are in the words of CloudEvents: events of the cluster, the actuator's answers, commands and decisions. All of
 * it stands in the record: no clock and no counter, so that the same record always has the same attributes. Immutable, safe for threads.
 *
 * <p>Sources: {@code /<prefix>/sources/<source>} for what a source saw, {@code /<prefix>/actuator}, {@code /<prefix>/commands},
 * {@code /<prefix>/decisions}. A command and its decision have the same id, which their sources tell apart.
 */
public final class CloudEvents {

    private static final String UNRESERVED = "-._~";

    private final String sources;
    private final String actuator;
    private final String commands;
    private final String decisions;

    /** Of records in topics with these names. */
    public CloudEvents(TopicNames names) {
        String context = "/" + names.prefix();
        this.sources = context + "/sources/";
        this.actuator = context + "/actuator";
        this.commands = context + "/commands";
        this.decisions = context + "/decisions";
    }

    /** The attributes; empty for a record that is not an event: the journal's, and rows of tables. */
    public Optional<CloudEvent> of(SpecificRecord value) {
        if (value instanceof PodEvent event) {
            return seen(event.getEventId(), event.getObservedAt(), event.getSource(), event.getBody());
        }
        if (value instanceof NodeEvent event) {
            return seen(event.getEventId(), event.getObservedAt(), event.getSource(), event.getBody());
        }
        if (value instanceof DaemonSetEvent event) {
            return seen(event.getEventId(), event.getObservedAt(), event.getSource(), event.getBody());
        }
        if (value instanceof ControllerRevisionEvent event) {
            return seen(event.getEventId(), event.getObservedAt(), event.getSource(), event.getBody());
        }
        if (value instanceof ClusterObject object) {
            String kind = object.getKind().toLowerCase(Locale.ROOT);
            String subject =
                    object.getNamespace().isEmpty() ? object.getName() : object.getNamespace() + "/" + object.getName();
            return Optional.of(new CloudEvent(
                    object.getEventId(),
                    sources + segment(object.getSource()),
                    CloudEventTypes.change(kind, object.getChange()),
                    subject,
                    object.getObservedAt()));
        }
        if (value instanceof Command command) {
            return Optional.of(new CloudEvent(
                    command.getCommandId(),
                    commands,
                    CloudEventTypes.command(command.getWish().getClass()),
                    slot(command.getSlot()),
                    command.getDecidedAt()));
        }
        if (value instanceof Decision decision) {
            return Optional.of(new CloudEvent(
                    decision.getDecisionId(),
                    decisions,
                    CloudEventTypes.decision(decision.getAction()),
                    slot(new SlotRef(decision.getDaemonSet(), decision.getNode())),
                    decision.getAt()));
        }
        if (value instanceof CommandResult answer) {
            return Optional.of(new CloudEvent(
                    answer.getEventId(),
                    actuator,
                    CloudEventTypes.result(answer.getResult().getOutcome()),
                    slot(answer.getResult().getSlot()),
                    answer.getObservedAt()));
        }
        return Optional.empty();
    }

    private Optional<CloudEvent> seen(String id, Instant time, String source, Object body) {
        String type;
        String subject;
        if (body instanceof PodChange change) {
            var pod = change.getProjection();
            type = CloudEventTypes.change("pod", pod.getChange());
            subject = pod.getNamespace() + "/" + pod.getName();
        } else if (body instanceof NodeChange change) {
            type = CloudEventTypes.change("node", change.getProjection().getChange());
            subject = change.getProjection().getName();
        } else if (body instanceof DaemonSetChange change) {
            var daemonSet = change.getProjection();
            type = CloudEventTypes.change("daemonset", daemonSet.getChange());
            subject = daemonSet.getNamespace() + "/" + daemonSet.getName();
        } else if (body instanceof RevisionChange change) {
            var revision = change.getProjection();
            type = CloudEventTypes.change("controllerrevision", revision.getChange());
            subject = revision.getNamespace() + "/" + revision.getName();
        } else if (body instanceof SourceSynced barrier) {
            type = CloudEventTypes.SYNCED;
            subject = resource(barrier.getKind());
        } else if (body instanceof RelistStarted barrier) {
            type = CloudEventTypes.RELIST_STARTED;
            subject = resource(barrier.getKind());
        } else if (body instanceof RelistFinished barrier) {
            type = CloudEventTypes.RELIST_FINISHED;
            subject = resource(barrier.getKind());
        } else {
            return Optional.empty();
        }
        return Optional.of(new CloudEvent(id, sources + segment(source), type, subject, time));
    }

    private static String slot(SlotRef slot) {
        return slot.getDaemonSet().getNamespace() + "/" + slot.getDaemonSet().getName() + "/" + slot.getNode();
    }

    private static String resource(ResourceKind kind) {
        return switch (kind) {
            case NODE -> "nodes";
            case POD -> "pods";
            case DAEMON_SET -> "daemonsets";
            case CONTROLLER_REVISION -> "controllerrevisions";
            case UNKNOWN -> "unknown";
        };
    }

    /** A name as one segment of a path: what a URI does not take there is percent-encoded (RFC 3986). */
    private static String segment(String name) {
        StringBuilder segment = new StringBuilder(name.length());
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0;
            if (plain) {
                segment.append(c);
            } else {
                segment.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return segment.toString();
    }
}
