package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.answer.ReasonTexts;
import java.time.Instant;
import java.util.List;

/** Text that is being written, and the parts that explanations have in common. */
final class Page {

    private final StringBuilder out = new StringBuilder();

    void decisions(List<DecisionEntry> decisions) {
        heading("Last decisions");
        for (DecisionEntry decision : decisions) {
            Place cause = decision.cause();
            line("  " + decision.at() + "  " + decision.action() + " " + decision.pod() + " on " + decision.node()
                    + ": "
                    + ReasonTexts.of(decision.reason(), decision.detail()) + "; cause "
                    + (cause == null ? "time, at " + decision.journal().text() : cause.text()));
        }
        if (decisions.isEmpty()) {
            line("  none so far");
        }
    }

    void wouldChange(List<String> steps) {
        if (steps.isEmpty()) {
            return;
        }
        heading("What would change the answer");
        steps.forEach(step -> line("  - " + step));
    }

    void asOf(Instant journalTime) {
        line("");
        line(
                journalTime.equals(Instant.EPOCH)
                        ? "Nothing has been read of the journal yet"
                        : "As of journal time " + journalTime);
    }

    void heading(String heading) {
        line("");
        line(heading);
    }

    void line(String text) {
        out.append(text).append('\n');
    }

    /** All of it, with a line break at the end. */
    String text() {
        return out.toString();
    }
}
