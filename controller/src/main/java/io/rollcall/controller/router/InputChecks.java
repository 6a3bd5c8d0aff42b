package io.rollcall.controller.router;

import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SourcePosition;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what decisions could not use, so that they need not check. Every message is one line: the place, the object, the field, what
 * is wrong and how to mend it.
 */
final class InputChecks {

    private InputChecks() {}

    /** Whether it is clear which object the event is of, and that events of the object come in order. */
    static Optional<Rejection> identity(SourcePosition origin, String key, ObservedObject object) {
        String problem = identity(object);
        if (problem != null) {
            return Optional.of(refused(origin, object, problem, List.of()));
        }
        return sameKey(origin, key, object.key())
                .map(wrong -> new Rejection(wrong.reason(), wrong.message(), RejectedObjects.of(object, List.of())));
    }

    /** Whether decisions can work with the object. */
    static Optional<Rejection> content(SourcePosition origin, ObservedObject object) {
        return switch (object) {
            case ObservedObject.DaemonSet daemonSet -> daemonSet(origin, daemonSet);
            case ObservedObject.Revision revision ->
                Optional.ofNullable(revision(revision.projection()))
                        .map(problem -> refused(origin, revision, problem, List.of()));
            case ObservedObject.Node node -> Optional.empty();
            case ObservedObject.Pod pod -> Optional.empty();
        };
    }

    private static Optional<Rejection> daemonSet(SourcePosition origin, ObservedObject.DaemonSet daemonSet) {
        List<FieldError> errors = DaemonSetChecks.check(daemonSet.projection());
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        String problems = String.join(
                "; ", errors.stream().map(FieldError::text).distinct().toList());
        return Optional.of(refused(
                origin,
                daemonSet,
                "generation " + daemonSet.projection().getGeneration()
                        + " is refused, the last valid version stays in force: " + problems
                        + ": correct these fields of the DaemonSet, then write it again",
                errors));
    }

    private static Rejection refused(
            SourcePosition origin, ObservedObject object, String problem, List<FieldError> errors) {
        return new Rejection(
                RejectionReason.INVALID_OBJECT,
                at(origin) + RejectedObjects.kind(object.kind()) + " " + shown(object) + ": " + problem,
                RejectedObjects.of(object, errors));
    }

    static Optional<Rejection> check(SourcePosition origin, String key, CommandResultObserved result) {
        String problem = null;
        if (result.getCommandId().isEmpty()) {
            problem = missing("commandId");
        } else if (result.getSlot().getDaemonSet().getUid().isEmpty()) {
            problem = missing("slot.daemonSet.uid");
        } else if (result.getSlot().getNode().isEmpty()) {
            problem = missing("slot.node");
        } else if (result.getOutcome() == CommandOutcome.UNKNOWN) {
            problem = "field outcome is UNKNOWN: answer with DONE, FAILED or SUPERSEDED";
        }
        if (problem != null) {
            return Optional.of(new Rejection(
                    RejectionReason.INVALID_RESULT,
                    at(origin) + "result of command '" + result.getCommandId() + "': " + problem));
        }
        return sameKey(
                origin,
                key,
                result.getSlot().getDaemonSet().getUid() + "/"
                        + result.getSlot().getNode());
    }

    static Optional<Rejection> checkBarrier(
            SourcePosition origin, String name, ResourceKind topicKind, ResourceKind kind, int partition, int of) {
        String problem = null;
        if (kind != topicKind) {
            problem = "field kind is " + kind + " in the topic of " + RejectedObjects.kind(topicKind)
                    + " events: write it to the topic of its kind";
        } else if (partition != origin.getPartition()) {
            problem = "field partition is " + partition + ": a barrier names the partition it stands in";
        } else if (of <= partition) {
            problem =
                    "field of is " + of + ": it is the number of partitions of the topic, here more than " + partition;
        }
        return Optional.ofNullable(problem)
                .map(text -> new Rejection(RejectionReason.INVALID_BARRIER, at(origin) + name + ": " + text));
    }

    private static Optional<Rejection> sameKey(SourcePosition origin, String key, String wanted) {
        return key.equals(wanted)
                ? Optional.empty()
                : Optional.of(new Rejection(
                        RejectionReason.WRONG_KEY,
                        at(origin) + "the key is '" + key + "' but the value is of '" + wanted
                                + "': use that as the key, events of one object must stay in order"));
    }

    private static @Nullable String identity(ObservedObject object) {
        if (object.name().isEmpty()) {
            return missing("name");
        }
        if (object.uid().isEmpty()) {
            return missing("uid");
        }
        if (object.namespace().isEmpty() && object.kind() != ResourceKind.NODE) {
            return missing("namespace");
        }
        if (object.change() == ChangeType.UNKNOWN) {
            return "field change is UNKNOWN: say ADDED, MODIFIED or DELETED";
        }
        if (!object.resourceVersion().isEmpty() && !ResourceVersions.isNumber(object.resourceVersion())) {
            return "field resourceVersion '" + object.resourceVersion()
                    + "' is not a decimal number: without an order, stale events cannot be told (leave it empty if there is none)";
        }
        return null;
    }

    private static @Nullable String revision(RevisionObserved revision) {
        return revision.getTemplate().isEmpty() ? null : template("template", revision.getTemplate());
    }

    private static @Nullable String template(String field, String json) {
        try {
            PodTemplate.parse(json);
            return null;
        } catch (InvalidTemplateException e) {
            return "field " + field + ": " + oneLine(e) + ": write the object's pod template as JSON";
        }
    }

    private static String oneLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String missing(String field) {
        return "field " + field + " is empty: the source must fill it in";
    }

    private static String at(SourcePosition origin) {
        return origin.getTopic() + "-" + origin.getPartition() + "@" + origin.getOffset() + ": ";
    }

    private static String shown(ObservedObject object) {
        return object.name().isEmpty() ? "with UID '" + object.uid() + "'" : object.key();
    }
}
