package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.PodView;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.PodTrouble;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.model.PodFacts;
import java.util.ArrayList;
import java.util.List;

/** The pods of one slot, and what would change the answer about it. Pure. */
final class SlotExplainer {

    private final SlotFacts slot;
    private final Eligibility eligibility;

    SlotExplainer(SlotFacts slot, Eligibility eligibility) {
        this.slot = slot;
        this.eligibility = eligibility;
    }

    List<PodView> pods() {
        return slot.pods().stream().map(this::view).toList();
    }

    private PodView view(PodRow pod) {
        PodFacts facts = pod.facts();
        return new PodView(
                facts.name(),
                facts.uid(),
                pod.phase(),
                facts.ready(),
                facts.terminating(),
                facts.bound(),
                slot.revisions().number(facts.hashLabel()),
                slot.current(facts),
                pod.reason(),
                facts.createdAt(),
                facts.ready() ? facts.readySince() : null);
    }

    /** What would change the answer; empty where nothing has to change, or it is not clear what. */
    List<String> wouldChange(Diagnosis diagnosis) {
        if (slot.nodeExists() && !slot.verdict().shouldRun()) {
            return Remedies.of(eligibility, slot.daemonSet(), slot.node().facts());
        }
        return switch (diagnosis.code()) {
            case "BACK_OFF" ->
                List.of(
                        "wait until " + slot.backOffUntil(),
                        "mend the template: a changed spec starts without back-off");
            case "OLD_REVISION" -> slot.daemonSet().onDelete() ? deletePod() : List.of();
            case "PENDING", "NOT_READY" -> forReason();
            case "NODE_GONE" -> List.of("a node named " + slot.nodeName() + " that joins again");
            default -> List.of();
        };
    }

    private List<String> deletePod() {
        return slot.livePods().stream()
                .map(pod -> "delete the pod: kubectl delete pod -n "
                        + pod.facts().namespace() + " " + pod.facts().name())
                .toList();
    }

    private List<String> forReason() {
        List<String> steps = new ArrayList<>();
        String template = "the template of daemonset/" + slot.daemonSet().name() + " -n "
                + slot.daemonSet().namespace();
        for (PodRow pod : slot.livePods()) {
            String reason = pod.reason() == null ? "" : pod.reason();
            for (String resource : PodTrouble.insufficient(reason)) {
                steps.add("free " + resource + " on node " + slot.nodeName() + ", or request less " + resource + " in "
                        + template);
            }
            if (PodTrouble.of(reason).kind() == PodTrouble.Kind.IMAGE) {
                steps.add("correct the image in " + template);
            }
        }
        return List.copyOf(steps);
    }
}
