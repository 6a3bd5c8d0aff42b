package io.rollcall.projector.past;

import io.rollcall.cluster.actuator.Actuator;
import io.rollcall.cluster.actuator.KnownRevisions;
import io.rollcall.cluster.history.HistoryEntry;
import io.rollcall.cluster.history.HistoryReader;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedActions;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.shadow.ShadowAuditor;
import io.rollcall.events.Command;
import io.rollcall.events.Revision;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.projector.projection.LogRecord;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of a cluster that went through a recorded history, all topics, in the order in which things happened.
 *
 * @param records every record
 * @param lines how much of it there was when each line of the history had been taken in
 */
public record RecordedLog(List<LogRecord> records, List<Line> lines) {

    private static final Duration AFTERMATH = Duration.ofSeconds(60);

    /**
     * A line of the history.
     *
     * @param number from 1
     * @param records records of the log up to here
     * @param journalOffset last offset of the journal up to here
     * @param time of the line's event
     */
    public record Line(int number, int records, long journalOffset, Instant time) {}

    /** Nodes and DaemonSets are those of the history; wishes go to a simulated cluster, whose pods come back. */
    public static RecordedLog closedLoop(Path history) throws IOException {
        return new Run(new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS), true).of(history);
    }

    /** Everything is as in the history, and audited. */
    public static RecordedLog shadow(Path history) throws IOException {
        return new Run(new ShadowAuditor(RuleProfile.NEWEST), false).of(history);
    }

    private static final class Run {
        private final EngineLog log;
        private final boolean closed;
        private final List<Line> lines = new ArrayList<>();
        private final SimulatedCluster cluster =
                new SimulatedCluster(ClusterSettings.of("replay", 1).asObserver());
        private final SimulatedActions actions = new SimulatedActions(cluster);
        private final KnownRevisions revisions = new KnownRevisions();
        private final Actuator actuator = new Actuator(actions, revisions, Placement.BIND);
        private Instant last = Instant.EPOCH;

        Run(JournalDecider decider, boolean closed) {
            this.log = new EngineLog(decider);
            this.closed = closed;
        }

        RecordedLog of(Path history) throws IOException {
            ObjectEvents objects = new ObjectEvents("history");
            try (HistoryReader reader = HistoryReader.open(history)) {
                while (reader.hasNext()) {
                    if (reader.next() instanceof HistoryEntry.Event line) {
                        ObjectKind kind = ObjectKind.of(line.kind()).orElseThrow();
                        if (!closed || kind == ObjectKind.NODE || kind == ObjectKind.DAEMON_SET) {
                            take(objects, kind, line);
                        }
                    }
                }
            }
            passUntil(last.plus(AFTERMATH));
            return new RecordedLog(List.copyOf(log.records()), List.copyOf(lines));
        }

        private void take(ObjectEvents objects, ObjectKind kind, HistoryEntry.Event line) {
            if (log.records().isEmpty()) {
                last = line.observedAt().truncatedTo(ChronoUnit.MILLIS);
                log.synced(last.minusMillis(4));
            } else {
                passUntil(line.observedAt());
            }
            Instant at = line.observedAt().truncatedTo(ChronoUnit.MILLIS);
            last = at.isAfter(last) ? at : last.plusMillis(1);
            ClusterEvent event =
                    objects.event(kind, line.type(), line.object(), line.observedAt(), "line:" + line.line());
            carryOut(log.append(event, last));
            if (closed) {
                cluster.advanceTo(last);
                cluster.observe(kind, line.type(), line.object());
                appendAll(cluster.drainEvents());
            }
            lines.add(new Line(line.line(), log.records().size(), log.journalEnd() - 1, last));
        }

        private void passUntil(Instant end) {
            for (Instant due = due(); due != null && due.isBefore(end); due = due()) {
                Instant at = due.truncatedTo(ChronoUnit.MILLIS);
                at = at.isBefore(due) ? at.plusMillis(1) : at;
                last = at.isAfter(last) ? at : last;
                if (closed) {
                    cluster.advanceTo(last);
                    appendAll(cluster.drainEvents());
                }
                carryOut(log.advanceTo(last));
            }
        }

        private @Nullable Instant due() {
            Instant decider = log.nextDeadline();
            Instant world = closed ? cluster.nextDue().orElse(null) : null;
            return world == null || decider != null && decider.isBefore(world) ? decider : world;
        }

        private void appendAll(List<ClusterEvent> events) {
            for (ClusterEvent event : events) {
                carryOut(log.append(event, last));
            }
        }

        private void carryOut(List<Output> written) {
            if (!closed) {
                return;
            }
            Deque<Output> outputs = new ArrayDeque<>(written);
            while (!outputs.isEmpty()) {
                Output output = outputs.remove();
                List<ClusterEvent> answers = new ArrayList<>();
                cluster.advanceTo(last);
                switch (output) {
                    case Output.RevisionMade made -> publish(made.revision());
                    case Output.RevisionGone gone -> {
                        revisions.remove(gone.daemonSetUid() + "/" + gone.hash());
                        actions.removeRevision(gone.daemonSetUid(), gone.hash());
                    }
                    case Output.CommandIssued issued -> answers.add(execute(issued.command()));
                    case Output.Decided decided -> {}
                    case Output.StatusChanged changed -> {}
                    case Output.StatusGone gone -> {}
                }
                List<ClusterEvent> events = new ArrayList<>(cluster.drainEvents());
                events.addAll(answers);
                for (ClusterEvent event : events) {
                    outputs.addAll(log.append(event, last));
                }
            }
        }

        private void publish(Revision revision) {
            revisions.put(revision);
            actions.publishRevision(revision);
        }

        private ClusterEvent execute(Command command) {
            actuator.learn(command);
            String slot = command.getSlot().getDaemonSet().getUid() + "/"
                    + command.getSlot().getNode();
            return new ClusterEvent(TopicCatalogue.COMMAND_RESULTS, slot, actuator.execute(command, last));
        }
    }
}
