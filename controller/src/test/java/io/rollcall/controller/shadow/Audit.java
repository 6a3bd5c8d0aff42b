package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An auditor that reads a journal from a test, and what came out. */
final class Audit {

    final List<Decision> decisions = new ArrayList<>();
    final Map<String, Status> statusByName = new TreeMap<>();
    final List<Output> outputs = new ArrayList<>();
    private final Map<String, String> nameByUid = new TreeMap<>();
    private final ShadowAuditor auditor;
    private long offset;

    Audit(RuleProfile profile) {
        auditor = new ShadowAuditor(profile);
    }

    /** Audits a whole history. */
    static Audit of(HistoryJournal journal, RuleProfile profile) {
        Audit audit = new Audit(profile);
        for (HistoryJournal.Timed timed : journal.records()) {
            audit.give(timed.time(), timed.record());
        }
        audit.end(journal.end());
        return audit;
    }

    void give(Instant time, JournalRecord record) {
        Outcome outcome = auditor.handle(new JournalPosition("rollcall.journal", 0, offset++), time, record);
        outputs.addAll(outcome.outputs());
        for (Output output : outcome.outputs()) {
            switch (output) {
                case Output.Decided(Decision decision) -> decisions.add(decision);
                case Output.StatusChanged(Status status) -> {
                    String name = status.getDaemonSet().getNamespace() + "/"
                            + status.getDaemonSet().getName();
                    nameByUid.put(status.getDaemonSet().getUid(), name);
                    statusByName.put(name, status);
                }
                case Output.StatusGone(String uid) -> {
                    String name = nameByUid.get(uid);
                    Status last = name == null ? null : statusByName.get(name);
                    if (last != null && last.getDaemonSet().getUid().equals(uid)) {
                        statusByName.remove(name);
                    }
                }
                case Output.CommandIssued ignored -> throw new AssertionError("an audit commands nothing");
                case Output.RevisionMade ignored -> throw new AssertionError("an audit makes no revisions");
                case Output.RevisionGone ignored -> throw new AssertionError("an audit makes no revisions");
            }
        }
    }

    /** Lets time pass to the history's end and until its last action is judged. */
    void end(Instant at) {
        tick(at);
        Instant settled = at.plus(ShadowAuditor.SETTLING);
        for (Optional<Instant> due = auditor.nextDeadline();
                due.isPresent() && !due.get().isAfter(settled);
                due = auditor.nextDeadline()) {
            tick(due.get());
        }
    }

    void tick(Instant at) {
        give(at, new JournalRecord(null, null, new ClockTicked()));
    }

    List<Decision> matched() {
        return decisions.stream()
                .filter(decision -> decision.getShadow().getMatched())
                .toList();
    }

    List<Decision> explained() {
        return decisions.stream()
                .filter(decision -> decision.getShadow().getKnownDefect() != null)
                .toList();
    }

    List<Decision> unexplained() {
        return decisions.stream()
                .filter(decision -> !decision.getShadow().getMatched()
                        && decision.getShadow().getKnownDefect() == null
                        && !decision.getShadow().getSide().equals("unattributed"))
                .toList();
    }

    /** Deletions of which nobody knows whose they are. */
    List<Decision> unattributed() {
        return decisions.stream()
                .filter(decision -> decision.getShadow().getSide().equals("unattributed"))
                .toList();
    }
}
