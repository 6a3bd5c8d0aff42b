package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.finding.Diagnosis.Standing;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.rules.pod.Availability;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in one sentence how a slot is that should run a pod and has some: what its pods are at. Pure. */
final class PodDiagnosis {

    private final SlotFacts slot;
    private final String what;
    private final String where;

    private PodDiagnosis(SlotFacts slot) {
        this.slot = slot;
        this.what = slot.daemonSet().id();
        this.where = "node " + slot.nodeName();
    }

    /** @param pods pods of the slot, at least one, in the order of survival */
    static Diagnosis of(SlotFacts slot, List<PodRow> pods) {
        return new PodDiagnosis(slot).diagnose(pods);
    }

    private Diagnosis diagnose(List<PodRow> pods) {
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

    /** A message of several lines in one. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
