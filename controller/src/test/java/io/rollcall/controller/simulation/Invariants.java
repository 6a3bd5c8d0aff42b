package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.controller.simulation.Recount.Cell;
import io.rollcall.events.ActionType;
import io.rollcall.events.Command;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.Revision;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SlotState;
import io.rollcall.events.Status;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.KnownDefect;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.status.Counters;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold after each record, checked against what the journal has told and not against what the decider remembers. */
final class Invariants {

    private final Knowledge knowledge;
    private final Wishes wishes;
    private final TreeMap<String, Status> statuses = new TreeMap<>();

    /** Templates by DaemonSet and hash, as the decider made them known. */
    private final TreeMap<String, String> templates = new TreeMap<>();

    private final TreeMap<String, String> hashes = new TreeMap<>();
    private final Map<String, Revision> lastMade = new TreeMap<>();
    private final BackOffs backOffs = new BackOffs();
    private final SurgeInvariants surges;

    Invariants(Knowledge knowledge, Wishes wishes) {
        this.knowledge = knowledge;
        this.wishes = wishes;
        this.surges = new SurgeInvariants(wishes);
    }

    Recount recount(String daemonSetUid, Instant at) {
        DaemonSetObserved observed = knowledge.daemonSets.get(daemonSetUid);
        if (observed == null) {
            throw new Violation("there is no DaemonSet " + daemonSetUid);
        }
        return new Recount(knowledge, observed, hashes.getOrDefault(daemonSetUid, ""), at);
    }

    Status status(String daemonSetUid) {
        Status status = statuses.get(daemonSetUid);
        if (status == null) {
            throw new Violation("there is no status of " + daemonSetUid);
        }
        return status;
    }

    /** Outputs without a cause were decided before the record was read, as time has passed; the others after. */
    void check(Instant time, JournalRecord record, Outcome outcome) {
        boolean folded = false;
        for (Output output : outcome.outputs()) {
            if (!folded && hasCause(output)) {
                fold(time, record);
                folded = true;
            }
            check(output);
        }
        if (!folded) {
            fold(time, record);
        }
        if (knowledge.synced()) {
            knowledge.daemonSets.keySet().forEach(this::checkStatus);
        }
    }

    private void fold(Instant time, JournalRecord record) {
        knowledge.fold(time, record);
        wishes.fold(record);
        if (record.getBody() instanceof DaemonSetObserved daemonSet) {
            currentIsMade(daemonSet.getUid());
        }
        if (record.getBody() instanceof RevisionObserved revision
                && revision.getController() != null
                && revision.getHash() != null) {
            templates.putIfAbsent(revision.getController().getUid() + "/" + revision.getHash(), revision.getTemplate());
        }
    }

    /** The record that changed the template may be folded after its revision is made. */
    private void currentIsMade(String uid) {
        DaemonSetObserved owner = knowledge.daemonSets.get(uid);
        Revision made = lastMade.get(uid);
        if (owner != null
                && made != null
                && PodTemplate.parse(made.getTemplate()).equals(PodTemplate.parse(owner.getTemplate()))) {
            hashes.put(uid, made.getHash());
        }
    }

    private static boolean hasCause(Output output) {
        return switch (output) {
            case Output.CommandIssued issued -> issued.command().getCause() != null;
            case Output.Decided decided -> decided.decision().getCause() != null;
            case Output.StatusChanged changed -> changed.status().getCause() != null;
            case Output.RevisionMade made -> false;
            case Output.StatusGone gone -> true;
            case Output.RevisionGone gone -> false;
        };
    }

    private void check(Output output) {
        switch (output) {
            case Output.CommandIssued issued -> command(issued.command());
            case Output.Decided decided -> decision(decided.decision());
            case Output.StatusChanged changed -> {
                Status status = changed.status();
                Violation.unless(status.getFault() == null, "the status is faulted: %s", status);
                Status before = statuses.put(status.getDaemonSet().getUid(), status);
                Violation.unless(
                        before == null || before.getObservedGeneration() <= status.getObservedGeneration(),
                        "the observed generation falls: %s",
                        status);
                hashes.put(status.getDaemonSet().getUid(), status.getRevisionHash());
            }
            case Output.RevisionMade made -> {
                String uid = made.revision().getDaemonSet().getUid();
                templates.put(
                        uid + "/" + made.revision().getHash(), made.revision().getTemplate());
                lastMade.put(uid, made.revision());
                currentIsMade(uid);
            }
            case Output.StatusGone gone -> statuses.remove(gone.daemonSetUid());
            case Output.RevisionGone gone -> {}
        }
    }

    private void command(Command command) {
        Violation.unless(knowledge.synced(), "a wish before the world is known: %s", command);
        DaemonSetObserved owner =
                knowledge.daemonSets.get(command.getSlot().getDaemonSet().getUid());
        Violation.unless(
                owner != null && owner.getDeletedAt() == null, "a wish for a DaemonSet that is gone: %s", command);
        wishes.issued(command);
    }

    private void decision(Decision decision) {
        Recount recount = recount(decision.getDaemonSet().getUid(), decision.getAt());
        Cell cell = recount.cells.get(decision.getNode());
        if (decision.getAction() == ActionType.CREATE) {
            Violation.unless(cell != null && cell.verdict().shouldRun(), "a pod where none should run: %s", decision);
            if (cell != null && decision.getReason().equals("MISSING_POD")) {
                Violation.unless(
                        cell.pods().stream().allMatch(pod -> pod.terminating() || pod.terminal()),
                        "a second pod: %s beside %s",
                        decision,
                        cell.pods());
            }
        }
        if (decision.getAction() == ActionType.DELETE) {
            PodFacts pod = cell == null ? null : named(cell, decision.getPodUid());
            Violation.unless(
                    cell == null || (pod != null && !pod.terminating()), "a pod that is not there goes: %s", decision);
        }
        if (decision.getReason().equals("DUPLICATE") && cell != null && !recount.surges()) {
            survivorStays(cell, decision);
        }
        if (decision.getReason().equals("FAILED_POD")) {
            long generation = status(recount.observed.getUid()).getObservedGeneration();
            backOffs.failedPodGoes(decision, knowledge, generation == recount.observed.getGeneration());
        }
        if (knowledge.profile().equals(RuleProfile.NEWEST)) {
            switch (decision.getReason()) {
                case "ROLLING_UPDATE" -> {
                    noneIsMissing(decision);
                    budget(recount, decision);
                }
                case "SURGE" -> {
                    noneIsMissing(decision);
                    surges.check(recount, cell, decision);
                }
                case "SURGE_OLD_UNAVAILABLE", "SURGE_INELIGIBLE", "SURGE_REPLACED" ->
                    surges.check(recount, cell, decision);
                default -> {}
            }
        }
    }

    /** A rollout sees what its last step has led to before it takes another (semantics 4.1 step 9). */
    private void noneIsMissing(Decision decision) {
        TreeSet<String> missing = wishes.nodesWithOpen(
                decision.getDaemonSet().getUid(),
                decision.getAt(),
                command -> command.getReason().equals("MISSING_POD"));
        Violation.unless(missing.isEmpty(), "missing pods of %s are being created, and %s", missing, decision);
    }

    /**
     * Of several pods the bound ones stay before unbound ones, then the older, then by name (semantics 4.4.1). Where the rules keep
     * succeeded pods these count too.
     */
    private void survivorStays(Cell cell, Decision decision) {
        boolean keepsSucceeded = knowledge.profile().has(KnownDefect.SUCCEEDED_POD_KEPT);
        PodFacts survivor = cell.pods().stream()
                .filter(pod -> !pod.terminating()
                        && (!pod.terminal() || (keepsSucceeded && pod.phase() == PodPhase.SUCCEEDED)))
                .min(Comparator.comparing((PodFacts pod) -> !pod.bound())
                        .thenComparing(PodFacts::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(PodFacts::name))
                .orElseThrow(() -> new Violation("no pod stays: " + decision));
        Violation.unless(!survivor.uid().equals(decision.getPodUid()), "the pod that should stay goes: %s", decision);
    }

    static @Nullable PodFacts named(Cell cell, @Nullable String uid) {
        return cell.pods().stream()
                .filter(pod -> pod.uid().equals(uid))
                .findFirst()
                .orElse(null);
    }

    private void budget(Recount recount, Decision decision) {
        if (!(recount.spec.strategy() instanceof UpdateStrategy.RollingUpdate rolling)) {
            throw new Violation("a rolling update where the strategy is OnDelete: " + decision);
        }
        int allowed = Budget.resolve(rolling, recount.counters().desired()).maxUnavailable();
        TreeSet<String> without = recount.unavailable();
        without.addAll(wishes.undecided(recount, decision, command -> command.getWish() instanceof DeletePods));
        Violation.unless(
                without.size() <= allowed,
                "%s are or may be without an available pod, and %d may be, after %s",
                without,
                allowed,
                decision);
    }

    private void checkStatus(String daemonSetUid) {
        Recount recount = recount(daemonSetUid, knowledge.time());
        if (recount.observed.getDeletedAt() != null) {
            return;
        }
        Status status = status(daemonSetUid);
        Counters told = new Counters(
                status.getDesiredNumberScheduled(),
                status.getCurrentNumberScheduled(),
                status.getNumberMisscheduled(),
                status.getNumberReady(),
                status.getUpdatedNumberScheduled(),
                status.getNumberAvailable());
        Violation.unless(
                told.equals(recount.counters()),
                "%s: the status tells %s, a recount finds %s",
                daemonSetUid,
                told,
                recount.counters());
        String template = templates.get(daemonSetUid + "/" + status.getRevisionHash());
        Violation.unless(
                template != null && PodTemplate.parse(template).equals(recount.spec.template()),
                "%s: the current revision %s is not that of the template",
                daemonSetUid,
                status.getRevisionHash());
    }

    /** Slots belong to DaemonSets that are there, and who was refused waits. */
    void checkRows(TreeMap<String, StateRow> rows) {
        for (StateRow row : rows.tailMap("slot/").values()) {
            if (row instanceof StateRow.SlotRow slot && slot.value() != null) {
                Violation.unless(
                        knowledge.daemonSets.containsKey(slot.daemonSetUid()), "a row is left over: %s", slot.key());
                SlotState state = slot.value();
                Violation.unless(
                        state.getWish() == null
                                || state.getRetryAt() == null
                                || !state.getWish().getOpenedAt().isBefore(state.getRetryAt()),
                        "the slot %s was refused and does not wait until %s: %s",
                        slot.key(),
                        state.getRetryAt(),
                        state.getWish());
            }
        }
    }
}
