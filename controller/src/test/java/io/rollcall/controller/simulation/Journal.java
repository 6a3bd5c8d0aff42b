package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.events.Cause;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.Status;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The journal, its decider, and one that was restored from rows; checks the invariants after each record. */
final class Journal {

    final Knowledge knowledge = new Knowledge();
    final TreeMap<String, StateRow> rows = new TreeMap<>();

    private final Wishes wishes = new Wishes(knowledge);
    private final Invariants invariants = new Invariants(knowledge, wishes);
    private final Consumer<Output> reader;
    private final Supplier<JournalDecider> deciders;
    private final JournalDecider decider;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable JournalDecider restored;
    private long offset;
    private long restarts;

    Journal(Consumer<Output> reader, Supplier<JournalDecider> deciders) {
        this.reader = reader;
        this.deciders = deciders;
        this.decider = deciders.get();
    }

    /** Everything that was appended. */
    List<JournalEntry> entries() {
        return entries;
    }

    /** What each entry led to. */
    List<Outcome> outcomes() {
        return outcomes;
    }

    static JournalDecider decider() {
        return new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS);
    }

    /** How often anything here has changed. */
    long changes() {
        return offset + restarts;
    }

    /** Where the next record will stand. */
    long end() {
        return offset;
    }

    Optional<Instant> nextDeadline() {
        return decider.nextDeadline();
    }

    private JournalDecider restoredFromRows() {
        JournalDecider other = deciders.get();
        rows.values().forEach(other::restore);
        other.restored();
        return other;
    }

    /** A second decider begins with the rows as they are; from here on both must say the same. */
    void restart() {
        restored = restoredFromRows();
        restarts++;
        sameDeadlines();
    }

    void append(Instant time, Object body) {
        append(time, body, false);
    }

    /**
     * Appends a record.
     *
     * @param repeated whether it says nothing that the journal has not said last of the object
     */
    void append(Instant time, Object body, boolean repeated) {
        boolean bare = body instanceof ClockTicked;
        JournalRecord record = JournalRecord.newBuilder()
                .setCause(bare ? null : new Cause("events", 0, offset, "event:" + offset))
                .setObservedAt(time)
                .setBody(body)
                .build();
        JournalPosition position = new JournalPosition("journal", 0, offset++);
        boolean due = decider.nextDeadline().filter(at -> !at.isAfter(time)).isPresent();
        Outcome outcome = decider.handle(position, time, record);
        entries.add(new JournalEntry(position, time, "key", record));
        outcomes.add(outcome);
        same("a crash just before it", restoredFromRows().handle(position, time, record), outcome, record);
        if ((bare || repeated) && !due) {
            Violation.unless(outcome.outputs().isEmpty(), "%s leads to %s", record, outcome.outputs());
        }
        if (bare && !due) {
            Violation.unless(outcome.rows().size() == 1, "a tick before its time changes %s", outcome.rows());
        }
        invariants.check(time, record, outcome);
        outcome.rows().forEach(this::store);
        invariants.checkRows(rows);
        Violation.unless(
                decider.nextDeadline()
                        .filter(at -> !at.isAfter(knowledge.time()))
                        .isEmpty(),
                "the deadline %s stays due at %s",
                decider.nextDeadline(),
                knowledge.time());
        if (restored != null) {
            same("an earlier restart", restored.handle(position, time, record), outcome, record);
            sameDeadlines();
        }
        outcome.outputs().forEach(reader);
    }

    private static void same(String after, Outcome again, Outcome outcome, JournalRecord record) {
        if (!again.equals(outcome)) {
            List<Object> here = new ArrayList<>(again.outputs());
            here.addAll(again.rows());
            List<Object> there = new ArrayList<>(outcome.outputs());
            there.addAll(outcome.rows());
            List<Object> both = new ArrayList<>(here);
            both.retainAll(there);
            here.removeAll(both);
            there.removeAll(both);
            throw new Violation("after " + after + ", " + record + " leads to " + here + " and not to " + there);
        }
    }

    private void sameDeadlines() {
        if (restored != null) {
            Violation.unless(
                    restored.nextDeadline().equals(decider.nextDeadline()),
                    "after a restart the next deadline is %s and not %s",
                    restored.nextDeadline(),
                    decider.nextDeadline());
        }
    }

    private void store(StateRow row) {
        switch (row) {
            case StateRow.NodeRow node -> store("node/" + node.name(), row, node.value());
            case StateRow.DaemonSetRow daemonSet -> store("daemonset/" + daemonSet.uid(), row, daemonSet.value());
            case StateRow.LedgerRow revision -> store("ledger/" + revision.key(), row, revision.value());
            case StateRow.SlotRow slot -> store("slot/" + slot.key(), row, slot.value());
            case StateRow.OrphanRow orphan -> store("orphan/" + orphan.podUid(), row, orphan.value());
            case StateRow.RevisionRow revision -> store("revision/" + revision.uid(), row, revision.value());
            case StateRow.ProgressRow progress -> store("progress", row, progress.value());
        }
    }

    private void store(String key, StateRow row, @Nullable Object value) {
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    /** What a recount finds for a DaemonSet now. */
    Recount recount(String daemonSetUid) {
        return invariants.recount(daemonSetUid, knowledge.time());
    }

    /** The last status of a DaemonSet. */
    Status status(String daemonSetUid) {
        return invariants.status(daemonSetUid);
    }
}
