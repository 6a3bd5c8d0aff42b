package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.Explanation.NodeGroup;
import io.rollcall.projector.query.answer.RefusedEntry;
import io.rollcall.projector.query.answer.RolloutEntry;
import io.rollcall.projector.query.answer.StatusEntry;
import io.rollcall.projector.query.finding.Diagnosis.Standing;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.EventReader;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.RefusedReader;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.projector.view.Tables;
import io.rollcall.rules.rollout.Rollback;
import io.rollcall.rules.rollout.RolloutProgress;
import io.rollcall.rules.status.Counters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together what is to be said about a whole DaemonSet. One connection, one thread. */
public final class DaemonSetReport {

    private static final int DECISIONS = 5;
    private static final int EVENTS = 10;
    private static final int NODES_NAMED = 3;

    private final Connection connection;
    private final Tables tables;
    private final DaemonSetRow daemonSet;
    private final SlotReader reader;

    /** @param tables the moment that the reader reads, too */
    public DaemonSetReport(Connection connection, Tables tables, DaemonSetRow daemonSet, SlotReader reader) {
        this.connection = connection;
        this.tables = tables;
        this.daemonSet = daemonSet;
        this.reader = reader;
    }

    /** Its nodes in groups of one finding, and how its rollout stands. */
    public Explanation.OfDaemonSet write() throws SQLException {
        SortedMap<String, Diagnosis> diagnoses = new TreeMap<>();
        SortedMap<String, SlotFacts> slots = new TreeMap<>();
        for (SlotFacts slot : reader.slots()) {
            diagnoses.put(slot.nodeName(), SlotDiagnosis.of(slot));
            slots.put(slot.nodeName(), slot);
        }
        List<NodeGroup> groups = DaemonSetExplainer.groups(diagnoses);
        StatusEntry status =
                new StateReader(connection, tables).status(daemonSet.uid()).orElse(null);
        RefusedEntry refused =
                new RefusedReader(connection, tables).refused(daemonSet).orElse(null);
        RolloutEntry rollout = rollout(status, groups, slots);
        return new Explanation.OfDaemonSet(
                "daemonSet",
                DaemonSetExplainer.verdict(daemonSet, groups, reader.standstill())
                        + (refused == null ? "" : "; " + refused.sentence()),
                daemonSet.id(),
                daemonSet.generation(),
                reader.revisions().current(),
                status,
                rollout,
                refused,
                groups,
                reader.revisions().kept(),
                new HistoryReader(connection, tables)
                        .decisions(new DecisionFilter(daemonSet.namespace(), daemonSet.name(), null, DECISIONS)),
                new EventReader(connection, tables).events(daemonSet, EVENTS),
                wouldChange(groups, diagnoses, slots, rollout),
                reader.now());
    }

    private RolloutEntry rollout(
            @Nullable StatusEntry status, List<NodeGroup> groups, SortedMap<String, SlotFacts> slots) {
        RolloutProgress progress = RolloutProgress.of(
                daemonSet.name(),
                daemonSet.onDelete(),
                daemonSet.generation(),
                status == null ? 0 : status.observedGeneration(),
                status == null ? Counters.ZERO : status.counters());
        List<String> blockers = progress.done() ? List.of() : blockers(groups);
        boolean rolls = !progress.done() && !daemonSet.onDelete() && reader.standstill() == null;
        RolloutStanding standing = rolls ? RolloutStanding.of(daemonSet, List.copyOf(slots.values())) : null;
        return new RolloutEntry(
                progress.sentence(),
                progress.done(),
                blockers,
                standing == null ? null : standing.budget(),
                standing == null ? List.of() : standing.blocking());
    }

    /** What stands still is in the way of everything; else each problem that nodes have takes up the budget. */
    private List<String> blockers(List<NodeGroup> groups) {
        if (reader.standstill() != null) {
            return List.of(reader.standstill());
        }
        List<String> blockers = new ArrayList<>();
        for (NodeGroup group : groups) {
            if (group.standing().equals(Standing.PROBLEM.name())) {
                List<String> named = group.nodes()
                        .subList(0, Math.min(NODES_NAMED, group.nodes().size()));
                int more = group.count() - named.size();
                blockers.add("on " + String.join(", ", named) + (more == 0 ? "" : " and " + more + " more") + ": "
                        + group.text());
            }
        }
        return List.copyOf(blockers);
    }

    /**
     * What would help the first node of the foremost group, where that is as its nodes should not stay; and the way back, where new
     * pods hold up a rollout.
     */
    private List<String> wouldChange(
            List<NodeGroup> groups,
            SortedMap<String, Diagnosis> diagnoses,
            SortedMap<String, SlotFacts> slots,
            RolloutEntry rollout) {
        if (groups.isEmpty()) {
            return List.of();
        }
        String node = groups.get(0).nodes().get(0);
        SlotFacts slot = slots.get(node);
        Diagnosis diagnosis = diagnoses.get(node);
        if (slot == null || diagnosis == null) {
            return List.of();
        }
        List<String> steps = new ArrayList<>(new SlotExplainer(slot, reader.eligibility()).wouldChange(diagnosis));
        if (!rollout.blockers().isEmpty() && reader.standstill() == null) {
            wayBack().ifPresent(steps::add);
        }
        return List.copyOf(steps);
    }

    private Optional<String> wayBack() {
        SortedSet<Long> kept = new TreeSet<>();
        reader.revisions().kept().forEach(revision -> kept.add(revision.revision()));
        return switch (Rollback.choose(kept, reader.revisions().current(), Rollback.TO_PREVIOUS)) {
            case Rollback.To to ->
                Optional.of("go back to revision " + to.revision() + ": kubectl rollout undo daemonset/"
                        + daemonSet.name() + " -n " + daemonSet.namespace());
            case Rollback.Skipped skipped -> Optional.empty();
            case Rollback.NotFound none -> Optional.empty();
        };
    }
}
