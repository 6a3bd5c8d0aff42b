package io.rollcall.controller.decider;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeciderState;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The smallest decider there can be: counts nodes, says so in a status under the key "nodes", and for each node wants to be woken once,
 * a fixed time after it last heard of one. Shows what a topology does with state, outputs and deadlines.
 */
public final class CountingDecider implements JournalDecider {
    public static final String UID = "nodes";

    private final Supplier<Duration> patience;
    private final Map<String, NodeObserved> nodes = new TreeMap<>();
    private Instant journalTime = Instant.EPOCH;
    private @Nullable Instant deadline;
    private int ticks;

    public CountingDecider(Duration patience) {
        this(() -> patience);
    }

    /** @param patience asked each time a node is heard of */
    public CountingDecider(Supplier<Duration> patience) {
        this.patience = patience;
    }

    @Override
    public Outcome handle(JournalPosition position, Instant time, JournalRecord record) {
        journalTime = time.isAfter(journalTime) ? time : journalTime;
        List<Output> outputs = new ArrayList<>();
        List<StateRow> rows = new ArrayList<>();
        if (deadline != null && !deadline.isAfter(journalTime)) {
            deadline = null;
            ticks++;
            outputs.add(status(position, record, "woken"));
        }
        if (record.getBody() instanceof NodeObserved node) {
            count(node, position, record, outputs, rows);
        }
        rows.add(new StateRow.ProgressRow(DeciderState.newBuilder()
                .setJournalTime(journalTime)
                .setProfile("newest")
                .build()));
        return new Outcome(outputs, rows);
    }

    private void count(
            NodeObserved node,
            JournalPosition position,
            JournalRecord record,
            List<Output> outputs,
            List<StateRow> rows) {
        if (node.getName().equals("poison")) {
            throw new IllegalStateException("no decision for " + node.getName());
        }
        if (node.getChange() == ChangeType.DELETED) {
            nodes.remove(node.getName());
            rows.add(new StateRow.NodeRow(node.getName(), null));
            outputs.add(nodes.isEmpty() ? new Output.StatusGone(UID) : status(position, record, "counted"));
            return;
        }
        nodes.put(node.getName(), node);
        deadline = journalTime.plus(patience.get());
        rows.add(new StateRow.NodeRow(node.getName(), node));
        outputs.add(status(position, record, "counted"));
    }

    private Output status(JournalPosition position, JournalRecord record, String why) {
        return new Output.StatusChanged(Status.newBuilder()
                .setDaemonSet(new DaemonSetRef("default", "nodes", UID))
                .setAt(journalTime)
                .setJournal(position.toEvent())
                .setCause(record.getCause())
                .setObservedGeneration(ticks)
                .setDesiredNumberScheduled(nodes.size())
                .setCurrentNumberScheduled(0)
                .setNumberMisscheduled(0)
                .setNumberReady(0)
                .setUpdatedNumberScheduled(0)
                .setNumberAvailable(0)
                .setNumberUnavailable(0)
                .setReasons(Map.of(why, 1))
                .build());
    }

    @Override
    public Optional<Instant> nextDeadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public void restore(StateRow row) {
        if (row instanceof StateRow.NodeRow node) {
            nodes.put(node.name(), Objects.requireNonNull(node.value()));
        } else if (row instanceof StateRow.ProgressRow progress) {
            journalTime = progress.value().getJournalTime();
        } else {
            throw new IllegalArgumentException("a row that was never written: " + row);
        }
    }

    @Override
    public void restored() {}
}
