package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.BlockerEntry;
import io.rollcall.projector.query.answer.EventEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.RevisionEntry;
import io.rollcall.projector.query.answer.RolloutEntry;
import io.rollcall.projector.query.answer.StatusEntry;
import io.rollcall.projector.query.finding.Because;
import io.rollcall.projector.query.finding.Diagnosis;
import java.util.List;
import java.util.Locale;

/** How a DaemonSet stands on all nodes, for people. */
final class DaemonSetText {

    private static final int NODES_SHOWN = 8;

    private final Page page;

    DaemonSetText(Page page) {
        this.page = page;
    }

    void write(Explanation.OfDaemonSet daemonSet) {
        page.heading("Status");
        StatusEntry status = daemonSet.status();
        if (status == null) {
            page.line("  none so far");
        } else {
            page.line("  desired " + status.desired() + ", current " + status.current() + ", ready " + status.ready()
                    + ", up-to-date " + status.updated() + ", available " + status.available() + ", misscheduled "
                    + status.misscheduled());
            page.line("  generation " + daemonSet.generation() + ", observed " + status.observedGeneration()
                    + ", revision " + daemonSet.revision());
        }
        rollout(daemonSet.rollout());
        page.heading("Nodes");
        for (Explanation.NodeGroup group : daemonSet.groups()) {
            page.line("  " + String.format(Locale.ROOT, "%-9s ", word(group.standing())) + group.count() + "  "
                    + group.text() + ": " + names(group.nodes()));
        }
        if (daemonSet.groups().isEmpty()) {
            page.line("  none");
        }
        revisions(daemonSet.revisions());
        page.decisions(daemonSet.decisions());
        events(daemonSet.events());
        page.wouldChange(daemonSet.wouldChange());
        page.asOf(daemonSet.asOf());
    }

    private void rollout(RolloutEntry rollout) {
        page.heading("Rollout");
        page.line("  " + rollout.sentence());
        rollout.blockers().forEach(blocker -> page.line("  held up " + blocker));
        if (rollout.budget() != null) {
            page.line("  budget: " + rollout.budget().sentence());
        }
        for (Because because : Because.values()) {
            List<String> nodes = rollout.blocking().stream()
                    .filter(blocker -> blocker.because().equals(because.name()))
                    .map(BlockerEntry::node)
                    .toList();
            if (!nodes.isEmpty()) {
                page.line("  unavailable " + because.text() + ": " + nodes.size() + ", " + names(nodes));
            }
        }
    }

    private void revisions(List<RevisionEntry> revisions) {
        page.heading("Revisions");
        for (RevisionEntry revision : revisions) {
            page.line("  " + revision.revision() + "  "
                    + (revision.changeCause() == null ? "<none>" : revision.changeCause()) + "  " + revision.name()
                    + (revision.current() ? " (current)" : ""));
        }
        if (revisions.isEmpty()) {
            page.line("  No rollout history found.");
        }
    }

    private void events(List<EventEntry> events) {
        page.heading("Events");
        for (EventEntry event : events) {
            page.line("  " + event.at() + "  " + event.type() + "  " + event.reason() + "  " + event.message());
        }
        if (events.isEmpty()) {
            page.line("  none so far");
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
}
