package io.rollcall.cli.replay;

import io.rollcall.cli.console.Progress;
import io.rollcall.cli.pipeline.Outputs;
import io.rollcall.cli.pipeline.Pipeline;
import io.rollcall.cluster.history.HistoryEntry;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.controller.shadow.ShadowAuditor;
import io.rollcall.events.Decision;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives a history with everything that happened in it to an auditor: would Rollcall have done the same? */
final class ShadowReplay {

    private final Pipeline pipeline;
    private final Report report;
    private final Pace pace;
    private final Progress progress;
    private final Consumer<String> badLines;
    private final ReplayTime time = new ReplayTime();
    private final FinalState state = new FinalState();
    private final OtherStatus otherStatus = new OtherStatus();
    private final Summary.Tally tally = new Summary.Tally();
    private int events;
    private int refused;

    ShadowReplay(Pipeline pipeline, Report report, Pace pace, Progress progress, Consumer<String> badLines) {
        this.pipeline = pipeline;
        this.report = report;
        this.pace = pace;
        this.progress = progress;
        this.badLines = badLines;
    }

    Summary run(History history) {
        long begin = System.nanoTime();
        ObjectEvents objects = new ObjectEvents("history");
        for (Optional<HistoryEntry.Event> next = history.next(); next.isPresent(); next = history.next()) {
            HistoryEntry.Event line = next.get();
            Instant at = time.strictlyAfter(line.observedAt());
            if (events == 0) {
                Barriers.append(pipeline, "history", at);
            }
            pace.waitFor(at);
            append(objects, line, at);
            events++;
            progress.at(line.line());
        }
        if (events > 0) {
            take(pipeline.settle());
            take(pipeline.advanceTo(time.now().plus(ShadowAuditor.SETTLING)));
        }
        state.statuses().forEach(report::status);
        state.pods().forEach(report::pod);
        Summary summary = new Summary(
                history.file().toString(),
                events,
                history.bad() + refused,
                tally,
                otherStatus.compare(events == 0 ? null : time.now()),
                (System.nanoTime() - begin) / 1e9);
        report.summary(summary);
        return summary;
    }

    private void append(ObjectEvents objects, HistoryEntry.Event line, Instant at) {
        ObjectKind kind = ObjectKind.of(line.kind()).orElseThrow();
        String eventId = JsonReport.LINE + line.line();
        ClusterEvent event = objects.event(kind, line.type(), line.object(), line.observedAt(), eventId);
        pipeline.append(event.topic(), event.key(), event.value(), at);
        state.observe(event.value());
        otherStatus.observe(kind, line.type(), line.object(), eventId);
    }

    private void take(Outputs outputs) {
        state.observe(outputs);
        otherStatus.observe(outputs);
        for (Decision decision : outputs.decisions()) {
            tally.count(decision);
            report.decision(decision);
        }
        refused += outputs.rejections().size();
        outputs.rejections().forEach(badLines);
    }
}
