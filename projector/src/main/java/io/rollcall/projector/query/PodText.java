package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.answer.PodAgency;
import io.rollcall.projector.query.answer.PodMoment;
import org.jspecify.annotations.Nullable;

/** Why a pod was created and deleted, by whom, and its life, for people. */
final class PodText {

    private final Page page;

    PodText(Page page) {
        this.page = page;
    }

    void write(Explanation.OfPod pod) {
        agency("Created", pod.created());
        if (pod.replaces() != null) {
            page.line("  in the place of pod " + pod.replaces());
        }
        agency("Deleted", pod.deleted());
        if (pod.replacedBy() != null) {
            page.line("  pod " + pod.replacedBy() + " took its place");
        }
        page.heading("Life");
        for (PodMoment moment : pod.timeline()) {
            page.line("  " + moment.at() + "  " + moment.journal() + "  " + moment.text()
                    + (moment.event() == null ? "" : "; " + moment.event().place()));
        }
        page.asOf(pod.asOf());
    }

    private void agency(String heading, @Nullable PodAgency agency) {
        page.heading(heading);
        if (agency == null) {
            page.line("  not yet");
            return;
        }
        page.line("  " + agency.at() + "  " + agency.text());
        DecisionEntry decision = agency.decision();
        if (decision != null) {
            Place cause = decision.cause();
            page.line("  decided " + decision.at() + " at " + decision.journal().text() + ", rules " + decision.rules()
                    + (agency.because() == null ? "" : ", after " + agency.because()) + "; cause "
                    + (cause == null ? "time" : cause.text()));
        }
    }
}
