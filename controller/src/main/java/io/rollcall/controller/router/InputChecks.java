package io.rollcall.controller.router;

import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelectorRequirement;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SourcePosition;
import io.rollcall.rules.model.IntOrPercent;
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

    private static final List<String> SELECTOR_OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");

    private InputChecks() {}

    static Optional<Rejection> check(SourcePosition origin, String key, ObservedObject object) {
        String problem = identity(object);
        if (problem == null && object.change() != ChangeType.DELETED) {
            problem = switch (object) {
                case ObservedObject.DaemonSet daemonSet -> daemonSet(daemonSet.projection());
                case ObservedObject.Revision revision -> revision(revision.projection());
                case ObservedObject.Node node -> null;
                case ObservedObject.Pod pod -> null;
            };
        }
        if (problem != null) {
            return Optional.of(new Rejection(
                    RejectionReason.INVALID_OBJECT,
                    at(origin) + words(object.kind()) + " " + shown(object) + ": " + problem));
        }
        return sameKey(origin, key, object.key());
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
            problem = "field kind is " + kind + " in the topic of " + words(topicKind)
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

    private static @Nullable String daemonSet(DaemonSetObserved daemonSet) {
        String problem = template("template", daemonSet.getTemplate());
        if (problem == null) {
            problem = amount("maxUnavailable", daemonSet.getMaxUnavailable());
        }
        if (problem == null) {
            problem = amount("maxSurge", daemonSet.getMaxSurge());
        }
        if (problem == null && daemonSet.getMinReadySeconds() < 0) {
            problem = "field minReadySeconds is " + daemonSet.getMinReadySeconds() + ": it must not be negative";
        }
        for (LabelSelectorRequirement requirement : daemonSet.getSelector().getMatchExpressions()) {
            if (problem == null && !SELECTOR_OPERATORS.contains(requirement.getOperator())) {
                problem = "field selector.matchExpressions has the operator '" + requirement.getOperator()
                        + "': use one of " + String.join(", ", SELECTOR_OPERATORS);
            }
        }
        return problem;
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

    private static @Nullable String amount(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            IntOrPercent.parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            return "field " + field + ": " + oneLine(e) + ": write a number such as 1 or a percentage such as 10%";
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

    private static String words(ResourceKind kind) {
        return switch (kind) {
            case NODE -> "Node";
            case POD -> "Pod";
            case DAEMON_SET -> "DaemonSet";
            case CONTROLLER_REVISION -> "ControllerRevision";
            case UNKNOWN -> "object";
        };
    }
}
