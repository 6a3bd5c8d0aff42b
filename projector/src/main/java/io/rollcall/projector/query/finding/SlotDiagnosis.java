package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.finding.Diagnosis.Standing;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.rules.eligibility.Obstacle;
import java.util.List;
import java.util.Optional;

/** Says in one sentence how a slot is and why. Pure. */
final class SlotDiagnosis {

    private final SlotFacts slot;
    private final String what;
    private final String where;

    private SlotDiagnosis(SlotFacts slot) {
        this.slot = slot;
        this.what = slot.daemonSet().id();
        this.where = "node " + slot.nodeName();
    }

    static Diagnosis of(SlotFacts slot) {
        return new SlotDiagnosis(slot).diagnose();
    }

    private Diagnosis diagnose() {
        List<PodRow> pods = slot.livePods();
        if (!slot.nodeExists()) {
            return nodeGone(pods);
        }
        if (pods.isEmpty()) {
            return slot.verdict().shouldRun() ? missing() : leftOut();
        }
        Optional<Diagnosis> adoption = AdoptionDiagnosis.of(slot);
        if (adoption.isPresent()) {
            return adoption.get();
        }
        if (!slot.verdict().shouldContinue()) {
            return leaving(pods.get(0));
        }
        if (!slot.verdict().shouldRun()) {
            return staying(pods.get(0));
        }
        return PodDiagnosis.of(slot, pods);
    }

    private Diagnosis nodeGone(List<PodRow> pods) {
        String since = where + " is gone since " + slot.node().deletedAt();
        String rest = pods.isEmpty()
                ? ": " + what + " has no pod there"
                : ": pod " + pods.get(0).facts().name() + " of " + what + " is what is left of it";
        return new Diagnosis("NODE_GONE", Standing.LEFT_OUT, "the node is gone", since + rest);
    }

    private Diagnosis leftOut() {
        String why = slot.verdict().obstacle().text();
        return new Diagnosis(
                slot.verdict().obstacle().code(),
                Standing.LEFT_OUT,
                common(slot.verdict().obstacle()),
                where + " has no pod of " + what + ": " + why);
    }

    private Diagnosis leaving(PodRow pod) {
        String why = slot.verdict().obstacle().text();
        String how = pod.facts().terminating() ? " is terminating on " : " has to leave ";
        return new Diagnosis(
                "LEAVING",
                Standing.UNDER_WAY,
                "its pod has to leave: " + common(slot.verdict().obstacle()),
                "pod " + pod.facts().name() + " of " + what + how + where + ": " + why);
    }

    private Diagnosis staying(PodRow pod) {
        String why = slot.verdict().obstacle().text();
        return new Diagnosis(
                "STAYS",
                Standing.LEFT_OUT,
                "its pod may stay, no new one would come: "
                        + common(slot.verdict().obstacle()),
                where + " should not run a pod of " + what + ", " + why + "; pod "
                        + pod.facts().name() + " was there before and may stay, NoSchedule evicts nothing");
    }

    /** An obstacle without what it is that each node has. */
    private static String common(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.NodeSelectorMismatch selector ->
                selector.actual() == null
                        ? selector.text()
                        : "node selector " + selector.key() + "=" + selector.wanted()
                                + " does not match, the node has another value";
            case Obstacle.AffinityMismatch affinity ->
                affinity.terms().isEmpty() ? affinity.text() : "required node affinity does not match";
            case Obstacle.None none -> none.text();
            case Obstacle.NodeGone gone -> gone.text();
            case Obstacle.OtherNodeName other -> other.text();
            case Obstacle.UntoleratedTaint untolerated -> untolerated.text();
        };
    }

    private Diagnosis missing() {
        String no = where + " has no pod of " + what;
        if (slot.standstill() != null) {
            return new Diagnosis("STANDSTILL", Standing.PROBLEM, slot.standstill(), no + ": " + slot.standstill());
        }
        Optional<CommandEntry> create =
                slot.lastCommand().filter(command -> command.action().equals("create"));
        if (create.isPresent() && create.get().open()) {
            return new Diagnosis(
                    "CREATE_OPEN",
                    Standing.UNDER_WAY,
                    "a create command is not answered yet",
                    no + " yet: the command to create " + podOf(create.get()) + " is not answered yet");
        }
        if (create.isPresent() && "FAILED".equals(create.get().outcome())) {
            String why = create.get().refusal();
            return new Diagnosis(
                    "CREATE_REFUSED",
                    Standing.PROBLEM,
                    "creating the pod was refused: " + why,
                    no + ": creating " + podOf(create.get()) + " was refused, " + why);
        }
        if (slot.backingOff()) {
            return new Diagnosis(
                    "BACK_OFF",
                    Standing.PROBLEM,
                    "pods failed, back-off",
                    no + ": pods failed there, back-off until " + slot.backOffUntil());
        }
        if (create.isPresent()) {
            return new Diagnosis(
                    "POD_NOT_SEEN",
                    Standing.UNDER_WAY,
                    "the pod was created and is not there",
                    no + ": " + podOf(create.get())
                            + " was created and is not there, not yet or not any more; nothing newer is decided");
        }
        return new Diagnosis(
                "MISSING",
                Standing.UNDER_WAY,
                "no create is decided yet",
                no + " yet: the node should run one, no create is decided so far");
    }

    private static String podOf(CommandEntry command) {
        return command.pods().isEmpty() ? "the pod" : "pod " + command.pods().get(0);
    }
}
