package io.rollcall.projector.query;

import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Explanations for people: the answer in the first line, then what it rests on. Plain ASCII but for what names contain. */
public final class ExplanationText {

    private static final int NODES_SHOWN = 8;

    private final StringBuilder out = new StringBuilder();

    private ExplanationText() {}

    /** The text, with a line break at the end. */
    public static String of(Explanation explanation) {
        ExplanationText text = new ExplanationText();
        text.line(explanation.verdict());
        switch (explanation) {
            case Explanation.OfSlot slot -> text.slot(slot);
            case Explanation.OfDaemonSet daemonSet -> text.daemonSet(daemonSet);
        }
        return text.out.toString();
    }

    private void slot(Explanation.OfSlot slot) {
        since(slot.since());
        heading("Checks");
        for (CheckEntry check : slot.checks()) {
            // Terms are alternatives, and requirements belong to a term: indented below what they are part of.
            int depth = check.part() ? check.name().endsWith("term") ? 1 : 2 : 0;
            Since since = check.part() ? null : check.since();
            line("  " + "  ".repeat(depth) + (check.passed() ? "ok    " : "FAIL  ") + check.text()
                    + (since == null || since.at().equals(answered(slot)) ? "" : ", since " + since.at()));
        }
        heading("Pods");
        slot.pods().forEach(this::pod);
        if (slot.pods().isEmpty()) {
            line("  none");
        }
        heading("Command");
        command(slot.command());
        if (slot.backOffUntil() != null) {
            line("  back-off until " + slot.backOffUntil());
        }
        decisions(slot.decisions());
        wouldChange(slot.wouldChange());
        asOf(slot.asOf());
    }

    private static @Nullable Instant answered(Explanation.OfSlot slot) {
        return slot.since() == null ? null : slot.since().at();
    }

    private void since(@Nullable Since since) {
        if (since == null) {
            return;
        }
        heading("Since " + since.at() + (since.orBefore() ? ", or before: the view goes back no further" : ""));
        line("  " + since.text());
        SourceEvent event = since.event();
        line("  event " + (event == null ? "none" : event.place() + " of " + event.at()) + "; " + since.journal());
        Since.Before before = since.before();
        if (before != null) {
            line("  before, --at " + before.asOf() + ": " + before.verdict());
        }
    }

    private void asOf(Instant journalTime) {
        line("");
        line(
                journalTime.equals(Instant.EPOCH)
                        ? "Nothing has been read of the journal yet"
                        : "As of journal time " + journalTime);
    }

    private void pod(PodView pod) {
        StringBuilder text = new StringBuilder("  " + pod.name() + "  " + pod.phase());
        text.append(pod.ready() ? ", Ready" : ", not Ready");
        text.append(pod.readySince() == null ? "" : " since " + pod.readySince());
        text.append(pod.terminating() ? ", terminating" : "");
        text.append(pod.bound() ? "" : ", not bound");
        text.append(pod.revision() == 0 ? "" : ", revision " + pod.revision() + (pod.current() ? " (current)" : ""));
        text.append(pod.reason() == null ? "" : ": " + pod.reason().strip().replaceAll("\\s*\\R\\s*", "; "));
        line(text.toString());
    }

    private void command(@Nullable CommandEntry command) {
        if (command == null) {
            line("  none so far");
            return;
        }
        String what = command.action().isEmpty() ? "command" : command.action();
        String names = command.pods().isEmpty() ? "" : " " + String.join(", ", command.pods());
        String when = command.decidedAt() == null ? "" : " decided " + command.decidedAt();
        line("  " + what + names + " (number " + command.slotSeq() + ")" + when + ", "
                + (command.open()
                        ? "open"
                        : "answered " + command.outcome() + " " + command.answeredAt()
                                + (command.outcomeReason() == null ? "" : ": " + command.outcomeReason())
                                + (command.outcomeMessage() == null ? "" : ", " + command.outcomeMessage())));
    }

    private void daemonSet(Explanation.OfDaemonSet daemonSet) {
        heading("Status");
        StatusEntry status = daemonSet.status();
        if (status == null) {
            line("  none so far");
        } else {
            line("  desired " + status.desired() + ", current " + status.current() + ", ready " + status.ready()
                    + ", up-to-date " + status.updated() + ", available " + status.available() + ", misscheduled "
                    + status.misscheduled());
            line("  generation " + daemonSet.generation() + ", observed " + status.observedGeneration() + ", revision "
                    + daemonSet.revision());
        }
        rollout(daemonSet.rollout());
        heading("Nodes");
        for (Explanation.NodeGroup group : daemonSet.groups()) {
            line("  " + String.format(Locale.ROOT, "%-9s ", word(group.standing())) + group.count() + "  "
                    + group.text() + ": " + names(group.nodes()));
        }
        if (daemonSet.groups().isEmpty()) {
            line("  none");
        }
        revisions(daemonSet.revisions());
        decisions(daemonSet.decisions());
        events(daemonSet.events());
        wouldChange(daemonSet.wouldChange());
        asOf(daemonSet.asOf());
    }

    private void rollout(RolloutEntry rollout) {
        heading("Rollout");
        line("  " + rollout.sentence());
        rollout.blockers().forEach(blocker -> line("  held up " + blocker));
        if (rollout.budget() != null) {
            line("  " + rollout.budget().sentence());
        }
        for (Because because : Because.values()) {
            List<String> nodes = rollout.blocking().stream()
                    .filter(blocker -> blocker.because().equals(because.name()))
                    .map(BlockerEntry::node)
                    .toList();
            if (!nodes.isEmpty()) {
                line("  unavailable " + because.text() + ": " + nodes.size() + ", " + names(nodes));
            }
        }
    }

    private void revisions(List<RevisionEntry> revisions) {
        heading("Revisions");
        for (RevisionEntry revision : revisions) {
            line("  " + revision.revision() + "  "
                    + (revision.changeCause() == null ? "<none>" : revision.changeCause()) + "  " + revision.name()
                    + (revision.current() ? " (current)" : ""));
        }
        if (revisions.isEmpty()) {
            line("  No rollout history found.");
        }
    }

    private void events(List<EventEntry> events) {
        heading("Events");
        for (EventEntry event : events) {
            line("  " + event.at() + "  " + event.type() + "  " + event.reason() + "  " + event.message());
        }
        if (events.isEmpty()) {
            line("  none so far");
        }
    }

    private static String word(String standing) {
        return switch (Diagnosis.Standing.valueOf(standing)) {
            case PROBLEM -> "PROBLEM";
            case UNDER_WAY -> "under way";
            case FINE -> "ok";
            case LEFT_OUT -> "left out";
        };
    }

    private static String names(List<String> nodes) {
        String shown = String.join(", ", nodes.subList(0, Math.min(NODES_SHOWN, nodes.size())));
        return nodes.size() > NODES_SHOWN ? shown + " and " + (nodes.size() - NODES_SHOWN) + " more" : shown;
    }

    private void decisions(List<DecisionEntry> decisions) {
        heading("Last decisions");
        for (DecisionEntry decision : decisions) {
            Place cause = decision.cause();
            line("  " + decision.at() + "  " + decision.action() + " " + decision.pod() + " on " + decision.node()
                    + ": "
                    + decision.reason() + prose(decision.reason()) + detail(decision.detail()) + "; cause "
                    + (cause == null ? "time, at " + decision.journal().text() : cause.text()));
        }
        if (decisions.isEmpty()) {
            line("  none so far");
        }
    }

    private static String prose(String reason) {
        for (RemovalReason known : RemovalReason.values()) {
            if (known.code().equals(reason)) {
                return ", " + known.text();
            }
        }
        return switch (reason) {
            case "MISSING_POD" -> ", the node should run a pod and has none";
            case "SURGE" -> ", the new pod starts beside the old one";
            case "SURGE_OLD_UNAVAILABLE" -> ", the old pod beside it is not available";
            case "SELECTED_ORPHAN" -> ", the pod has no owner and the selector matches it";
            case "NOT_SELECTED" -> ", the selector does not match the pod any more";
            default -> "";
        };
    }

    private static String detail(SortedMap<String, String> detail) {
        if (detail.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" (");
        detail.forEach((key, value) -> text.append(text.length() > 2 ? ", " : "")
                .append(key)
                .append('=')
                .append(value));
        return text.append(')').toString();
    }

    private void wouldChange(List<String> steps) {
        if (steps.isEmpty()) {
            return;
        }
        heading("What would change the answer");
        steps.forEach(step -> line("  - " + step));
    }

    private void heading(String heading) {
        line("");
        line(heading);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
