package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.answer.PodMoment;
import io.rollcall.projector.query.answer.ReasonTexts;
import io.rollcall.projector.query.answer.SourceEvent;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the life of a pod: decisions about it, what was seen of it, and its successor. Pure. */
final class PodTimeline {

    /**
     * What was decided at a record of the journal comes after what that record shows.
     *
     * @param before time of what another DaemonSet's partition has, before the pod came to this one, whose offsets say nothing here;
     *     what this partition has comes behind all of it
     */
    private record Ordered(Instant before, long offset, int rank, PodMoment moment) {}

    private final PodFile file;
    private final List<Ordered> moments = new ArrayList<>();

    private PodTimeline(PodFile file) {
        this.file = file;
    }

    /** Oldest first. */
    static List<PodMoment> of(PodFile file) {
        PodTimeline timeline = new PodTimeline(file);
        file.decisions().forEach(timeline::decided);
        PodVersion before = null;
        for (PodVersion version : file.versions()) {
            timeline.seen(version, before);
            before = version;
        }
        PodVersion after = file.after();
        if (after != null) {
            timeline.add(after, 2, "REPLACED", "pod " + after.name() + " takes its place");
        }
        return timeline.moments.stream()
                .sorted(Comparator.comparing(Ordered::before)
                        .thenComparingLong(Ordered::offset)
                        .thenComparingInt(Ordered::rank))
                .map(Ordered::moment)
                .toList();
    }

    private Instant order(int partition, Instant at) {
        return partition == file.last().partition() ? Instant.MAX : at;
    }

    private void decided(DecisionEntry decision) {
        Place cause = decision.cause();
        String who = decision.commandId() == null ? "judged, another controller's doing: " : "Rollcall decides to ";
        String command = decision.commandId() == null ? "" : ", command " + decision.commandId();
        moments.add(new Ordered(
                order(decision.journal().partition(), decision.at()),
                decision.journal().offset(),
                1,
                new PodMoment(
                        decision.at(),
                        "journal-" + decision.journal().partition() + "@"
                                + decision.journal().offset(),
                        "DECIDED",
                        who + decision.action() + " it: " + ReasonTexts.of(decision.reason(), decision.detail())
                                + command,
                        cause == null
                                ? null
                                : new SourceEvent(cause.topic(), cause.partition(), cause.offset(), decision.at()))));
    }

    private void seen(PodVersion now, @Nullable PodVersion before) {
        if (before == null) {
            add(now, 0, "CREATED", arrival(now));
            return;
        }
        String change = EventTexts.pod(now, before).replaceFirst("^pod \\S+?:? ", "");
        add(now, 0, what(now, before), change);
    }

    private static String arrival(PodVersion pod) {
        return "is there, " + pod.phase() + (pod.ready() ? " and Ready" : "")
                + (pod.nodeName() == null
                        ? pod.targetNode() == null ? "" : ", for " + pod.targetNode()
                        : ", bound to " + pod.nodeName())
                + (pod.commandId() == null ? "" : ", made by command " + pod.commandId());
    }

    private static String what(PodVersion now, PodVersion before) {
        if (now.deleted()) {
            return "DELETED";
        }
        if (now.terminatingAt() != null && before.terminatingAt() == null) {
            return "TERMINATING";
        }
        if (!now.phase().equals(before.phase())
                && (now.phase().equals("Failed") || now.phase().equals("Succeeded"))) {
            return now.phase().equals("Failed") ? "FAILED" : "ENDED";
        }
        if (now.ready() != before.ready()) {
            return now.ready() ? "READY" : "NOT_READY";
        }
        return now.nodeName() != null && before.nodeName() == null ? "BOUND" : "CHANGED";
    }

    private void add(PodVersion version, int rank, String what, String text) {
        moments.add(new Ordered(
                order(version.partition(), version.at()),
                version.offset(),
                rank,
                new PodMoment(
                        version.at(),
                        "journal-" + version.partition() + "@" + version.offset(),
                        what,
                        text,
                        version.event())));
    }
}
