package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.Revisions;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.profile.RuleProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the slots of a DaemonSet have in common at a moment: its spec, revisions, rules, and why it stands still. With what is a
 * slot's own it gives the code that an explanation of that slot has, by the same diagnosis. Immutable.
 */
public final class SlotBasis {

    /**
     * What an explanation says in short.
     *
     * @param code code of the answer
     * @param standing PROBLEM, UNDER_WAY, FINE or LEFT_OUT
     */
    public record Finding(String code, String standing) {

        static Finding of(Diagnosis diagnosis) {
            return new Finding(diagnosis.code(), diagnosis.standing().name());
        }
    }

    /**
     * What is a slot's own.
     *
     * @param node the node; one that is gone has deletedAt set
     * @param verdict what {@link #judge} says of it
     * @param pods in the order of survival
     * @param command the one with the highest number
     * @param failures when failed pods were deleted, oldest first
     */
    public record Slot(
            NodeRow node, Verdict verdict, List<PodRow> pods, Optional<CommandEntry> command, List<Instant> failures) {}

    private final DaemonSetRow daemonSet;
    private final Eligibility eligibility;
    private final Revisions revisions;
    private final RuleProfile profile;
    private final @Nullable String standstill;

    private SlotBasis(DaemonSetRow daemonSet, SlotReader reader) {
        this.daemonSet = daemonSet;
        this.eligibility = reader.eligibility();
        this.revisions = reader.revisions();
        this.profile = reader.profile();
        this.standstill = reader.standstill();
    }

    /**
     * As of a moment; empty when the DaemonSet was not there.
     *
     * @throws QueryException when its template cannot be read
     */
    public static Optional<SlotBasis> asOf(
            Connection connection, Moment moment, String namespace, String name, String uid) throws SQLException {
        Tables tables = Tables.asOf(moment);
        ObjectReader objects = new ObjectReader(connection, tables);
        Optional<DaemonSetRow> row =
                objects.daemonSet(namespace, name).filter(found -> found.uid().equals(uid));
        if (row.isEmpty()) {
            return Optional.empty();
        }
        SlotReader reader = new SlotReader(
                row.get(), objects, new HistoryReader(connection, tables), new StateReader(connection, tables));
        return Optional.of(new SlotBasis(row.get(), reader));
    }

    /** Whether a node should run a pod. */
    public Verdict judge(NodeRow node) {
        NodeFacts facts = node.facts();
        return node.deletedAt() == null ? eligibility.judge(facts) : Verdict.NODE_GONE;
    }

    /** Times at which the finding about a slot may change by themselves, in order. */
    public SortedSet<Instant> deadlines(Slot slot) {
        SortedSet<Instant> deadlines = new TreeSet<>();
        if (daemonSet.minReadySeconds() > 0) {
            for (PodRow pod : slot.pods()) {
                Instant available = Availability.availableAt(pod.facts(), daemonSet.minReadySeconds());
                if (available != null) {
                    deadlines.add(available);
                }
            }
        }
        Instant backOff = backOffUntil(slot);
        if (backOff != null) {
            deadlines.add(backOff);
        }
        return deadlines;
    }

    /** What is to be said about a slot at a time. */
    public Finding find(Slot slot, Instant now) {
        Diagnosis diagnosis = SlotDiagnosis.of(new SlotFacts(
                daemonSet,
                revisions,
                slot.node().facts().name(),
                slot.node(),
                slot.verdict(),
                slot.pods(),
                slot.command(),
                backOffUntil(slot),
                now,
                profile,
                standstill));
        return Finding.of(diagnosis);
    }

    private @Nullable Instant backOffUntil(Slot slot) {
        if (!BackOffs.mayWait(slot.verdict(), slot.pods())) {
            return null;
        }
        return BackOffs.until(slot.failures().stream()
                .filter(at -> !at.isBefore(daemonSet.generationAt()))
                .toList());
    }
}
