package io.rollcall.projector.past;

import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.engine.EngineOutput;
import io.rollcall.controller.engine.InProcessEngine;
import io.rollcall.controller.engine.JournalEntry;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodEvent;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.projector.projection.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Router and decider in this thread, with everything they read and write noted down as the records that Kafka would hold. */
final class EngineLog {

    private static final TopicNames NAMES = TopicNames.standard();

    private final InProcessEngine engine;
    private final Map<String, Long> ends = new TreeMap<>();
    private final List<LogRecord> records = new ArrayList<>();

    EngineLog(JournalDecider decider) {
        this.engine = new InProcessEngine(decider, NAMES);
    }

    List<LogRecord> records() {
        return records;
    }

    long journalEnd() {
        return engine.journal().size();
    }

    @Nullable
    Instant nextDeadline() {
        return engine.nextDeadline().orElse(null);
    }

    /** Every source has listed everything: nothing. */
    void synced(Instant time) {
        append(event(TopicCatalogue.NODE_EVENTS, new NodeEvent("s", time, "history", synced(ResourceKind.NODE))), time);
        append(event(TopicCatalogue.POD_EVENTS, new PodEvent("s", time, "history", synced(ResourceKind.POD))), time);
        append(
                event(
                        TopicCatalogue.DAEMON_SET_EVENTS,
                        new DaemonSetEvent("s", time, "history", synced(ResourceKind.DAEMON_SET))),
                time);
        append(
                event(
                        TopicCatalogue.CONTROLLER_REVISION_EVENTS,
                        new ControllerRevisionEvent("s", time, "history", synced(ResourceKind.CONTROLLER_REVISION))),
                time);
    }

    private static SourceSynced synced(ResourceKind kind) {
        return new SourceSynced(kind, 1L, 0, 1);
    }

    private static ClusterEvent event(Topic<?> topic, SpecificRecord value) {
        return new ClusterEvent(topic, Topic.BARRIER_KEY, value);
    }

    List<Output> append(ClusterEvent event, Instant time) {
        note(event.topic(), event.key(), event.value(), null, time);
        return noteAll(() -> engine.append(event.topic(), event.key(), event.value(), time));
    }

    List<Output> advanceTo(Instant time) {
        return noteAll(() -> engine.advanceTo(time));
    }

    private interface Step {
        List<EngineOutput> run();
    }

    private List<Output> noteAll(Step step) {
        int before = engine.journal().size();
        List<EngineOutput> outputs = step.run();
        List<JournalEntry> journal = engine.journal();
        for (JournalEntry entry : journal.subList(before, journal.size())) {
            note(TopicCatalogue.JOURNAL, entry.key(), entry.record(), null, entry.time());
        }
        List<Output> written = new ArrayList<>();
        for (EngineOutput output : outputs) {
            switch (output) {
                case EngineOutput.Written w -> {
                    note(w);
                    written.add(w.output());
                }
                case EngineOutput.Refused refused -> {}
            }
        }
        return written;
    }

    private void note(EngineOutput.Written written) {
        JournalPosition at = written.journal();
        SourcePosition journal = new SourcePosition(at.topic(), at.partition(), at.offset());
        Instant time = written.time();
        switch (written.output()) {
            case Output.CommandIssued o ->
                note(
                        TopicCatalogue.COMMANDS,
                        o.command().getSlot().getDaemonSet().getUid() + "/"
                                + o.command().getSlot().getNode(),
                        o.command(),
                        journal,
                        time);
            case Output.Decided o ->
                note(
                        TopicCatalogue.DECISIONS,
                        o.decision().getDaemonSet().getNamespace() + "/"
                                + o.decision().getDaemonSet().getName(),
                        o.decision(),
                        journal,
                        time);
            case Output.StatusChanged o ->
                note(TopicCatalogue.STATUS, o.status().getDaemonSet().getUid(), o.status(), journal, time);
            case Output.StatusGone o -> note(TopicCatalogue.STATUS, o.daemonSetUid(), null, journal, time);
            case Output.RevisionMade o ->
                note(
                        TopicCatalogue.REVISIONS,
                        o.revision().getDaemonSet().getUid() + "/"
                                + o.revision().getHash(),
                        o.revision(),
                        journal,
                        time);
            case Output.RevisionGone o ->
                note(TopicCatalogue.REVISIONS, o.daemonSetUid() + "/" + o.hash(), null, journal, time);
        }
    }

    private void note(
            Topic<?> topic,
            String key,
            @Nullable SpecificRecord value,
            @Nullable SourcePosition journal,
            Instant time) {
        String name = NAMES.of(topic);
        long offset = ends.merge(name, 1L, Long::sum) - 1;
        LogRecord.Payload payload = value == null ? new LogRecord.Tombstone(journal) : new LogRecord.Value(value);
        records.add(new LogRecord(topic, name, 0, offset, time, key, payload));
    }
}
