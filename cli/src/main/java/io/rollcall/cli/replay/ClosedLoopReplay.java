package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.Progress;
import io.rollcall.cli.patch.HistoryPatch;
import io.rollcall.cli.pipeline.Outputs;
import io.rollcall.cli.pipeline.Pipeline;
import io.rollcall.cluster.history.HistoryEntry;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Decision;
import io.rollcall.events.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the nodes and DaemonSets of a history to a live decider, and its wishes to a simulated cluster whose pods come back as events:
 * what would Rollcall have done? What happened to pods and revisions in the history is left out.
 */
final class ClosedLoopReplay {

    /** How long after the last line the cluster may come to rest. */
    private static final Duration AFTERMATH = Duration.ofSeconds(60);

    /** How a replay names what a patch added, in the ids of events; the place in the patch follows. */
    static final String PATCH = "patch:";

    private final Pipeline pipeline;
    private final Report report;
    private final Pace pace;
    private final Progress progress;
    private final Consumer<String> badLines;
    private final VirtualCluster cluster;
    private final ReplayTime time = new ReplayTime();
    private final HistoryPatch patch;
    private final FinalState state = new FinalState();
    private final RolloutWatch rollouts = new RolloutWatch();
    private final Summary.Tally tally = new Summary.Tally();
    private int events;
    private int refused;

    ClosedLoopReplay(
            Pipeline pipeline,
            Report report,
            Pace pace,
            Progress progress,
            long seed,
            HistoryPatch patch,
            Consumer<String> badLines) {
        this.pipeline = pipeline;
        this.report = report;
        this.pace = pace;
        this.progress = progress;
        this.patch = patch;
        this.badLines = badLines;
        this.cluster = new VirtualCluster(seed);
    }

    Summary run(History history) {
        long begin = System.nanoTime();
        ObjectEvents objects = new ObjectEvents("history");
        for (Optional<HistoryEntry.Event> next = history.next(); next.isPresent(); next = history.next()) {
            HistoryEntry.Event line = next.get();
            ObjectKind kind = ObjectKind.of(line.kind()).orElseThrow();
            if (kind == ObjectKind.NODE || kind == ObjectKind.DAEMON_SET) {
                give(objects, kind, patch.apply(line));
            }
            progress.at(line.line());
        }
        if (events > 0) {
            passUntil(time.now().plus(AFTERMATH));
        }
        rollouts.rollouts().forEach(report::rollout);
        state.statuses().forEach(report::status);
        state.pods().forEach(report::pod);
        Summary summary = new Summary(
                history.file().toString(),
                events,
                history.bad() + refused,
                tally,
                null,
                (System.nanoTime() - begin) / 1e9);
        report.summary(summary);
        return summary;
    }

    private void give(ObjectEvents objects, ObjectKind kind, HistoryEntry.Event line) {
        if (events == 0) {
            Instant at = time.strictlyAfter(line.observedAt());
            Barriers.append(pipeline, "history", at);
            take(pipeline.settle());
            Instant first = at;
            for (HistoryPatch.Added added : patch.added(at)) {
                append(
                        objects,
                        ObjectKind.DAEMON_SET,
                        ChangeType.ADDED,
                        added.object(),
                        first,
                        first,
                        PATCH + added.place());
                first = time.strictlyAfter(first);
            }
            append(objects, kind, line, first);
        } else {
            passUntil(line.observedAt());
            append(objects, kind, line, time.strictlyAfter(line.observedAt()));
        }
        events++;
    }

    private void append(ObjectEvents objects, ObjectKind kind, HistoryEntry.Event line, Instant at) {
        append(objects, kind, line.type(), line.object(), line.observedAt(), at, JsonReport.LINE + line.line());
    }

    private void append(
            ObjectEvents objects,
            ObjectKind kind,
            ChangeType change,
            ObjectNode object,
            Instant observedAt,
            Instant at,
            String eventId) {
        pace.waitFor(at);
        append(objects.event(kind, change, object, observedAt, eventId), at);
        Deque<Outputs> written = new ArrayDeque<>(List.of(take(pipeline.settle())));
        written.addAll(appendAll(cluster.observe(kind, change, object, at)));
        carryOut(written);
    }

    /** Meets everything that is due before a time, in the cluster and in the decider. */
    private void passUntil(Instant end) {
        Instant due = nextDue();
        while (due != null && due.isBefore(end)) {
            Instant now = time.notBefore(due);
            pace.waitFor(now);
            Deque<Outputs> written = new ArrayDeque<>(appendAll(cluster.advanceTo(now)));
            written.add(take(pipeline.advanceTo(now)));
            carryOut(written);
            due = nextDue();
        }
    }

    private @Nullable Instant nextDue() {
        Instant cluster = this.cluster.nextDue().orElse(null);
        Instant decider = pipeline.nextDeadline().orElse(null);
        return cluster == null || decider != null && decider.isBefore(cluster) ? decider : cluster;
    }

    private void carryOut(Deque<Outputs> written) {
        while (!written.isEmpty()) {
            written.addAll(appendAll(cluster.carryOut(written.remove(), time.now())));
        }
    }

    /** Appends events in runs of one topic, so that their order in the journal is theirs. */
    private List<Outputs> appendAll(List<ClusterEvent> happened) {
        Deque<Outputs> written = new ArrayDeque<>();
        Topic<?> topic = null;
        for (ClusterEvent event : happened) {
            if (topic != null && event.topic() != topic) {
                written.add(take(pipeline.settle()));
            }
            append(event, time.now());
            topic = event.topic();
        }
        if (topic != null) {
            written.add(take(pipeline.settle()));
        }
        return List.copyOf(written);
    }

    private void append(ClusterEvent event, Instant at) {
        pipeline.append(event.topic(), event.key(), event.value(), at);
        state.observe(event.value());
    }

    private Outputs take(Outputs outputs) {
        state.observe(outputs);
        rollouts.observe(outputs);
        for (Decision decision : outputs.decisions()) {
            tally.count(decision);
            report.decision(decision);
        }
        refused += outputs.rejections().size();
        outputs.rejections().forEach(badLines);
        return outputs;
    }
}
