package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CheckEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.Since;
import io.rollcall.projector.query.finding.Onsets.Onset;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.story.JournalReader;
import io.rollcall.projector.query.story.JournalReader.Entry;
import io.rollcall.projector.query.story.JournalText;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.pod.Availability;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what is to be said about one slot. One connection, one thread. */
public final class SlotReport {

    private static final int DECISIONS = 5;

    private final Connection connection;
    private final DaemonSetRow daemonSet;
    private final SlotReader reader;
    private final HistoryReader history;
    private final SlotFacts slot;
    private final Diagnosis diagnosis;

    /** @param slot what the reader says of it */
    public SlotReport(
            Connection connection, DaemonSetRow daemonSet, SlotReader reader, HistoryReader history, SlotFacts slot) {
        this.connection = connection;
        this.daemonSet = daemonSet;
        this.reader = reader;
        this.history = history;
        this.slot = slot;
        this.diagnosis = SlotDiagnosis.of(slot);
    }

    /** @param axis the journal of the DaemonSet and how far it counts; empty when the journal has nothing of it */
    public Explanation.OfSlot write(Optional<PastReader.Axis> axis) throws SQLException {
        List<SlotCheck> checks = new ArrayList<>(SlotChecks.of(slot, reader.eligibility()));
        budget().ifPresent(budget -> checks.add(placeOfBudget(checks), budget));
        SlotState state = SlotState.of(slot, diagnosis, checks);
        SortedMap<String, Since> since = axis.isEmpty() ? new TreeMap<>() : since(axis.get(), state);
        List<CheckEntry> entries =
                checks.stream().map(check -> entry(check, since)).toList();
        CheckEntry failed = failed(entries);
        SlotExplainer explainer = new SlotExplainer(slot, reader.eligibility());
        return new Explanation.OfSlot(
                "slot",
                diagnosis.sentence(),
                daemonSet.id(),
                slot.nodeName(),
                diagnosis.code(),
                diagnosis.standing().name(),
                slot.verdict().shouldRun(),
                slot.verdict().shouldContinue(),
                slot.verdict().obstacle().detail(),
                failed != null && failed.since() != null
                        ? failed.since()
                        : since.get(SlotState.answer(slot, diagnosis)),
                failed,
                entries,
                explainer.pods(),
                slot.lastCommand().orElse(null),
                slot.backingOff() ? slot.backOffUntil() : null,
                history.decisionsOfSlot(daemonSet.uid(), slot.nodeName(), DECISIONS),
                explainer.wouldChange(diagnosis),
                slot.now());
    }

    /** Only where an old pod waits for its turn: whose turn it is depends on all nodes. */
    private Optional<SlotCheck> budget() throws SQLException {
        boolean waits = diagnosis.code().equals("OLD_REVISION") && !daemonSet.onDelete();
        return waits ? Optional.of(RolloutStanding.of(daemonSet, reader).check()) : Optional.empty();
    }

    private static CheckEntry entry(SlotCheck check, SortedMap<String, Since> since) {
        return new CheckEntry(
                check.check().name(),
                check.check().passed(),
                check.check().text(),
                check.check().passed() ? null : since.get(check.key()));
    }

    /** Before the checks of the pods themselves. */
    private static int placeOfBudget(List<SlotCheck> checks) {
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).check().name().startsWith("pod.")) {
                return i;
            }
        }
        return checks.size();
    }

    /**
     * The first check that fails. That there is no pod is what is asked about, so where a later check says why, that one counts; of
     * several taints, the one that the verdict is about.
     */
    private @Nullable CheckEntry failed(List<CheckEntry> checks) {
        List<CheckEntry> failed = checks.stream()
                .filter(check -> !check.passed() && !check.part())
                .toList();
        if (failed.isEmpty()) {
            return null;
        }
        CheckEntry first = failed.get(0);
        if (first.name().equals("pods") && failed.size() > 1) {
            return failed.get(1);
        }
        String obstacle = slot.verdict().obstacle().text();
        return first.name().equals("taint")
                ? failed.stream()
                        .filter(check -> check.text().equals(obstacle))
                        .findFirst()
                        .orElse(first)
                : first;
    }

    private SortedMap<String, Since> since(PastReader.Axis axis, SlotState state) throws SQLException {
        SlotPast past = new SlotPast(connection, axis.partition(), daemonSet, slot.nodeName());
        SortedMap<String, Since> since = new TreeMap<>();
        for (var onset : Onsets.find(past, axis.offset(), state.holds()).entrySet()) {
            since.put(onset.getKey(), since(axis, onset.getValue()));
        }
        return since;
    }

    private Since since(PastReader.Axis axis, Onset onset) throws SQLException {
        JournalReader journal = new JournalReader(connection);
        Optional<Entry> entry = journal.entry(axis.partition(), onset.change().offset());
        Instant changed = ViewTime.instant(onset.change().at());
        String text = entry.isEmpty() ? "the view has no more of it" : new JournalText(connection).of(entry.get());
        Onsets.State before = onset.before();
        Instant at = onset.byTime() ? deadline(changed) : changed;
        return new Since(
                at,
                onset.orBefore() || changed.isBefore(journal.since()),
                moment(axis, onset.change().offset()),
                onset.byTime() ? "time passed since " + changed + ", when " + text : text,
                entry.map(Entry::event).orElse(null),
                before == null || before.offset() < 0
                        ? null
                        : new Since.Before(moment(axis, before.offset()), before.verdict()));
    }

    private static String moment(PastReader.Axis axis, long offset) {
        return "journal-" + axis.partition() + "@" + offset;
    }

    /** What time alone brings about: a Ready pod becomes available, a back-off ends. */
    private Instant deadline(Instant changed) {
        Instant deadline = slot.backOffUntil();
        for (PodRow pod : slot.livePods()) {
            Instant available = Availability.availableAt(pod.facts(), daemonSet.minReadySeconds());
            if (pod.facts().ready() && available != null) {
                deadline = available;
            }
        }
        return deadline == null || deadline.isBefore(changed) || deadline.isAfter(slot.now()) ? changed : deadline;
    }
}
