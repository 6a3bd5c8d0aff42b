package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.Explanation;

/** Explanations for people: the answer in the first line, then what it rests on. Plain ASCII but for what names contain. */
public final class ExplanationText {

    private ExplanationText() {}

    /** The text, with a line break at the end. */
    public static String of(Explanation explanation) {
        Page page = new Page();
        page.line(explanation.verdict());
        switch (explanation) {
            case Explanation.OfSlot slot -> new SlotText(page).write(slot);
            case Explanation.OfDaemonSet daemonSet -> new DaemonSetText(page).write(daemonSet);
            case Explanation.OfPod pod -> new PodText(page).write(pod);
        }
        return page.text();
    }
}
