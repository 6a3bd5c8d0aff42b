package io.rollcall.projector.query;

import io.rollcall.projector.query.Diagnosis.Standing;
import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.pod.Availability;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        if (!slot.verdict().shouldContinue()) {
            return leaving(pods.get(0));
        }
        if (!slot.verdict().shouldRun()) {
            return staying(pods.get(0));
        }
        return withPods(pods);
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
                named(pod) + how + where + ": " + why);
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
            String why = refusal(create.get());
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

    /** Of a node that should run a pod and has some. */
    private Diagnosis withPods(List<PodRow> pods) {
        List<PodRow> running = pods.stream()
                .filter(pod -> !pod.facts().terminating() && !pod.facts().terminal())
                .toList();
        if (running.isEmpty()) {
            PodRow ended = pods.stream()
                    .filter(pod -> !pod.facts().terminating())
                    .findFirst()
                    .orElse(pods.get(0));
            return ended.facts().terminating() ? terminating(ended) : ended(ended);
        }
        return running.size() > 1 ? several(running) : running(running.get(0));
    }

    private Diagnosis terminating(PodRow pod) {
        return new Diagnosis(
                "TERMINATING",
                Standing.UNDER_WAY,
                "its pod is still terminating",
                where + " has no running pod of " + what + ": pod "
                        + pod.facts().name() + " is still terminating, its successor waits for that");
    }

    private Diagnosis ended(PodRow pod) {
        String how = pod.phase().equals("Failed") ? " has failed" : " has ended";
        String group = pod.phase().equals("Failed") ? "its pod has failed" : "its pod has ended";
        String state = named(pod) + " on " + where + how + because(pod);
        if (slot.standstill() != null) {
            return new Diagnosis("STANDSTILL", Standing.PROBLEM, slot.standstill(), state + "; " + slot.standstill());
        }
        if (beingDeleted(pod)) {
            return new Diagnosis(
                    pod.phase().equals("Failed") ? "FAILED" : "SUCCEEDED",
                    Standing.UNDER_WAY,
                    group + because(pod) + ", it is being deleted",
                    state + ": it is being deleted, and is replaced then");
        }
        if (slot.backingOff() && pod.phase().equals("Failed")) {
            return new Diagnosis(
                    "BACK_OFF",
                    Standing.PROBLEM,
                    group + because(pod) + ", back-off",
                    state + ": back-off until " + slot.backOffUntil() + ", then it is deleted and replaced");
        }
        return new Diagnosis(
                pod.phase().equals("Failed") ? "FAILED" : "SUCCEEDED",
                Standing.PROBLEM,
                group + because(pod),
                state + ": it is to be deleted and replaced");
    }

    /** Whether the slot's last command is to delete that pod, and was not refused. */
    private boolean beingDeleted(PodRow pod) {
        return slot.lastCommand()
                .filter(command -> command.action().equals("delete")
                        && command.pods().contains(pod.facts().name())
                        && !"FAILED".equals(command.outcome()))
                .isPresent();
    }

    private Diagnosis several(List<PodRow> running) {
        Optional<PodRow> fresh =
                running.stream().filter(pod -> slot.current(pod.facts())).findFirst();
        Optional<PodRow> old =
                running.stream().filter(pod -> !slot.current(pod.facts())).findFirst();
        if (fresh.isPresent() && old.isPresent()) {
            return new Diagnosis(
                    "SURGE",
                    Standing.UNDER_WAY,
                    "the old pod stays until the new one is available",
                    where + " runs two pods of " + what + ": "
                            + old.get().facts().name() + " stays until "
                            + fresh.get().facts().name() + " of revision "
                            + slot.revisions().current() + " is available");
        }
        return new Diagnosis(
                "DUPLICATE",
                Standing.UNDER_WAY,
                "it has several pods, all but one go",
                where + " runs " + running.size() + " pods of " + what + ": all but "
                        + running.get(0).facts().name() + " go");
    }

    private Diagnosis running(PodRow pod) {
        if (pod.phase().equals("Pending")) {
            return new Diagnosis(
                    "PENDING",
                    Standing.PROBLEM,
                    "its pod is Pending" + because(pod),
                    named(pod) + " on " + where + " is Pending" + because(pod) + oldRevision(pod));
        }
        if (!pod.facts().ready()) {
            return new Diagnosis(
                    "NOT_READY",
                    Standing.PROBLEM,
                    "its pod is " + pod.phase() + ", not Ready" + because(pod),
                    named(pod) + " on " + where + " is " + pod.phase() + ", not Ready" + because(pod)
                            + oldRevision(pod));
        }
        if (!slot.current(pod.facts())) {
            return oldRevisionRuns(pod);
        }
        int seconds = slot.daemonSet().minReadySeconds();
        if (!Availability.isAvailable(pod.facts(), seconds, slot.now())) {
            Instant from = Availability.availableAt(pod.facts(), seconds);
            return new Diagnosis(
                    "NOT_YET_AVAILABLE",
                    Standing.UNDER_WAY,
                    "its pod is Ready for less than " + seconds + " s",
                    named(pod) + " on " + where + " is Ready, and available "
                            + (from == null ? "after minReadySeconds " + seconds : "from " + from + " on"));
        }
        return new Diagnosis(
                "RUNNING",
                Standing.FINE,
                "its pod is Ready",
                where + " runs pod " + pod.facts().name() + " of " + what + ": Ready, "
                        + (slot.revisions().current() == 0
                                ? "revision unknown"
                                : "of the current revision " + slot.revisions().current()));
    }

    private Diagnosis oldRevisionRuns(PodRow pod) {
        long current = slot.revisions().current();
        String waits = slot.daemonSet().onDelete()
                ? "the strategy OnDelete replaces it when somebody deletes it"
                : "its turn in the rolling update to revision " + current + " has not come";
        return new Diagnosis(
                "OLD_REVISION",
                slot.daemonSet().onDelete() ? Standing.FINE : Standing.UNDER_WAY,
                "its pod is Ready and of an old revision",
                where + " runs pod " + pod.facts().name() + " of " + what + ": Ready" + oldRevision(pod) + "; "
                        + waits);
    }

    private String oldRevision(PodRow pod) {
        if (slot.current(pod.facts())) {
            return "";
        }
        long number = slot.revisions().number(pod.facts().hashLabel());
        return number == 0 ? ", of an old revision" : ", of the old revision " + number;
    }

    private String named(PodRow pod) {
        return "pod " + pod.facts().name() + " of " + what;
    }

    private static String because(PodRow pod) {
        return pod.reason() == null || pod.reason().isBlank() ? "" : ": " + oneLine(pod.reason());
    }

    private static String podOf(CommandEntry command) {
        return command.pods().isEmpty() ? "the pod" : "pod " + command.pods().get(0);
    }

    private static String refusal(CommandEntry command) {
        String reason = command.outcomeReason() == null ? "no reason given" : command.outcomeReason();
        @Nullable String message = command.outcomeMessage();
        return message == null || message.isBlank() ? reason : reason + ": " + oneLine(message);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
