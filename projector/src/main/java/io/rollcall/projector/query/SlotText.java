package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.CheckEntry;
import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.PodView;
import io.rollcall.projector.query.answer.Since;
import io.rollcall.projector.query.answer.SourceEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a node has, or has not, a pod of a DaemonSet, for people. */
final class SlotText {

    private final Page page;

    SlotText(Page page) {
        this.page = page;
    }

    void write(Explanation.OfSlot slot) {
        since(slot.since());
        page.heading("Checks");
        for (CheckEntry check : slot.checks()) {
            // Terms are alternatives, and requirements belong to a term: indented below what they are part of.
            int depth = check.part() ? check.name().endsWith("term") ? 1 : 2 : 0;
            Since since = check.part() || check.name().equals("eligible") ? null : check.since();
            page.line("  " + "  ".repeat(depth) + (check.passed() ? "ok    " : "FAIL  ") + check.text()
                    + (since == null || since.at().equals(answered(slot)) ? "" : ", since " + since.at()));
        }
        page.heading("Pods");
        slot.pods().forEach(this::pod);
        if (slot.pods().isEmpty()) {
            page.line("  none");
        }
        page.heading("Command");
        command(slot.command());
        if (slot.backOffUntil() != null) {
            page.line("  back-off until " + slot.backOffUntil());
        }
        page.decisions(slot.decisions());
        page.wouldChange(slot.wouldChange());
        page.asOf(slot.asOf());
    }

    private static @Nullable Instant answered(Explanation.OfSlot slot) {
        return slot.since() == null ? null : slot.since().at();
    }

    private void since(@Nullable Since since) {
        if (since == null) {
            return;
        }
        page.heading("Since " + since.at() + (since.orBefore() ? ", or before: the view goes back no further" : ""));
        page.line("  " + since.text());
        SourceEvent event = since.event();
        page.line("  event " + (event == null ? "none" : event.place() + " of " + event.at()) + "; " + since.journal());
        Since.Before before = since.before();
        if (before != null) {
            page.line("  before, --at " + before.asOf() + ": " + before.verdict());
        }
    }

    private void pod(PodView pod) {
        StringBuilder text = new StringBuilder("  " + pod.name() + "  " + pod.phase());
        text.append(pod.ready() ? ", Ready" : ", not Ready");
        text.append(pod.readySince() == null ? "" : " since " + pod.readySince());
        text.append(pod.terminating() ? ", terminating" : "");
        text.append(pod.bound() ? "" : ", not bound");
        text.append(pod.revision() == 0 ? "" : ", revision " + pod.revision() + (pod.current() ? " (current)" : ""));
        text.append(pod.reason() == null ? "" : ": " + pod.reason().strip().replaceAll("\\s*\\R\\s*", "; "));
        page.line(text.toString());
    }

    private void command(@Nullable CommandEntry command) {
        if (command == null) {
            page.line("  none so far");
            return;
        }
        String what = command.action().isEmpty() ? "command" : command.action();
        String names = command.pods().isEmpty() ? "" : " " + String.join(", ", command.pods());
        String when = command.decidedAt() == null ? "" : " decided " + command.decidedAt();
        page.line("  " + what + names + " (number " + command.slotSeq() + ")" + when + ", "
                + (command.open()
                        ? "open"
                        : "answered " + command.outcome() + " " + command.answeredAt()
                                + (command.outcomeReason() == null ? "" : ": " + command.outcomeReason())
                                + (command.outcomeMessage() == null ? "" : ", " + command.outcomeMessage())));
    }
}
