package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.finding.Diagnosis.Standing;
import io.rollcall.projector.query.read.PodRow;
import java.util.List;
import java.util.Optional;

/**
 * Says how a slot is whose node runs a Ready pod that nobody owns and that the DaemonSet is to adopt (semantics 7.2): until it does, it
 * counts that pod as its own. Pods that are not Ready have more to say than who owns them. Pure.
 */
final class AdoptionDiagnosis {

    private AdoptionDiagnosis() {}

    /** Empty unless all that the node runs is one such pod. */
    static Optional<Diagnosis> of(SlotFacts slot) {
        List<PodRow> pods = slot.livePods();
        if (pods.size() != 1
                || pods.get(0).facts().controllerUid() != null
                || !pods.get(0).facts().ready()
                || !slot.verdict().shouldContinue()) {
            return Optional.empty();
        }
        String pod = pods.get(0).facts().name();
        String state = "node " + slot.nodeName() + " runs pod " + pod + ", which nobody owns and the selector of "
                + slot.daemonSet().id() + " matches: ";
        if (slot.standstill() != null) {
            return Optional.of(
                    new Diagnosis("STANDSTILL", Standing.PROBLEM, slot.standstill(), state + slot.standstill()));
        }
        Optional<CommandEntry> adopt = slot.lastCommand()
                .filter(command ->
                        command.action().equals("adopt") && command.pods().contains(pod));
        if (adopt.isPresent() && "FAILED".equals(adopt.get().outcome())) {
            String why = adopt.get().refusal();
            return Optional.of(new Diagnosis(
                    "ADOPT_REFUSED",
                    Standing.PROBLEM,
                    "its pod is Ready, adopting it was refused: " + why,
                    state + "adopting it was refused, " + why));
        }
        boolean open = adopt.isPresent() && adopt.get().open();
        return Optional.of(new Diagnosis(
                "ADOPT_OPEN",
                Standing.UNDER_WAY,
                "its pod is Ready and still to be adopted",
                state + (open ? "the command to adopt it is not answered yet" : "it is to be adopted")));
    }
}
