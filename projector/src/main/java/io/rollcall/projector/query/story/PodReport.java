package io.rollcall.projector.query.story;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.answer.PodAgency;
import io.rollcall.projector.query.story.JournalReader.Entry;
import io.rollcall.projector.query.story.VersionReader.PodVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what is to be said about one pod. One connection, one thread. */
public final class PodReport {

    private final Connection connection;
    private final PodFile file;
    private final Instant now;

    /** @param now journal time */
    public PodReport(Connection connection, PodFile file, Instant now) {
        this.connection = connection;
        this.file = file;
        this.now = now;
    }

    /** What became of it, and by whom; every part names its record of the log. */
    public Explanation.OfPod write() throws SQLException {
        PodAgents agents = new PodAgents(file);
        PodAgency created = agents.created(because(agents.createdBy()));
        PodAgency deleted = agents.deleted(because(agents.deletedBy())).orElse(null);
        PodVersion last = file.last();
        return new Explanation.OfPod(
                "pod",
                verdict(created, deleted),
                last.namespace() + "/" + last.name(),
                last.uid(),
                file.daemonSet(),
                file.node(),
                last.phase(),
                file.state(),
                created,
                deleted,
                name(file.before()),
                name(file.after()),
                PodTimeline.of(file),
                now);
    }

    private static @Nullable String name(@Nullable PodVersion pod) {
        return pod == null ? null : pod.name();
    }

    /** What the record of the journal told at which a decision was made. */
    private @Nullable String because(Optional<DecisionEntry> decision) throws SQLException {
        if (decision.isEmpty()) {
            return null;
        }
        Place journal = decision.get().journal();
        Optional<Entry> entry = new JournalReader(connection).entry(journal.partition(), journal.offset());
        if (entry.isEmpty()) {
            return null;
        }
        return entry.get().kind().equals("TICK")
                ? "its waiting time was over"
                : new JournalText(connection).of(entry.get());
    }

    private String verdict(PodAgency created, @Nullable PodAgency deleted) {
        PodVersion last = file.last();
        String pod = "pod " + last.name() + (file.daemonSet() == null ? "" : " of " + file.daemonSet());
        String where = file.node() == null ? "" : " on node " + file.node();
        if (deleted == null) {
            String nodeGone = file.circumstances().nodeGone();
            return pod + state(last) + where + (nodeGone == null ? "" : ", although " + nodeGone) + "; "
                    + sentence(created);
        }
        PodVersion after = file.after();
        return pod + where + (last.deleted() ? " is gone since " : " is terminating since ")
                + (last.deleted() ? last.at() : deleted.at()) + ": " + sentence(deleted)
                + (after == null ? "" : "; pod " + after.name() + " took its place");
    }

    private static String state(PodVersion pod) {
        String because = pod.reason() == null || pod.reason().isBlank()
                ? ""
                : " (" + pod.reason().strip().replaceAll("\\s*\\R\\s*", "; ") + ")";
        return switch (pod.phase()) {
            case "Running" -> pod.ready() ? " is Running and Ready" : " is Running, not Ready" + because + ",";
            case "Failed" -> " has failed" + because;
            case "Succeeded" -> " has ended";
            default -> " is " + pod.phase() + because;
        };
    }

    private static String sentence(PodAgency agency) {
        return agency.text() + (agency.because() == null ? "" : ", after " + agency.because());
    }
}
