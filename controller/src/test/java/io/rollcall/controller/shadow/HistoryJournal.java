package io.rollcall.controller.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.controller.reference.HistoryLine;
import io.rollcall.controller.reference.ReferenceHistory;
import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SourceSynced;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A recorded history as journal records: one watch event a line, in the order of the file, times made strictly rising, and what the
 * router drops left out (heartbeats of nodes, writes of DaemonSet status). The offset of a cause is the number of the line.
 */
final class HistoryJournal {

    /** A record with its journal time. */
    record Timed(Instant time, JournalRecord record) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Timed> records = new ArrayList<>();
    private final Map<String, Object> last = new HashMap<>();
    private Instant now = Instant.EPOCH;

    private HistoryJournal() {}

    /** Reads the history in that folder. */
    static HistoryJournal read(Path folder) {
        HistoryJournal journal = new HistoryJournal();
        try (BufferedReader lines = open(folder, "history.jsonl")) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                journal.add(JSON.readTree(line), ++number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    /** The history that a reference cluster wrote. */
    static HistoryJournal of(ReferenceHistory history) {
        HistoryJournal journal = new HistoryJournal();
        long number = 0;
        for (HistoryLine line : history.lines()) {
            journal.add(line.type(), line.observedAt(), line.object(), ++number);
        }
        return journal;
    }

    /** What the other controller is known to have done in that folder's history. */
    static JsonNode expected(Path folder) {
        try (BufferedReader text = open(folder, "expected.json")) {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Timed> records() {
        return records;
    }

    /** When the last line was observed. */
    Instant end() {
        return now;
    }

    private static BufferedReader open(Path folder, String name) throws IOException {
        Path plain = folder.resolve(name);
        return new BufferedReader(new InputStreamReader(
                Files.exists(plain)
                        ? Files.newInputStream(plain)
                        : new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".gz"))),
                StandardCharsets.UTF_8));
    }

    private void add(JsonNode event, long line) {
        Instant observed = Instant.parse(event.path("observedAt").textValue());
        add(event.path("type").textValue(), observed, event.path("object"), line);
    }

    private void add(String type, Instant observedAt, JsonNode object, long line) {
        Instant observed = Instant.ofEpochMilli(observedAt.toEpochMilli());
        now = observed.isAfter(now) ? observed : now.plusMillis(1);
        if (records.isEmpty()) {
            for (ResourceKind kind : List.of(
                    ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION)) {
                records.add(new Timed(now, new JournalRecord(null, null, new SourceSynced(kind, 1L, 0, 1))));
            }
        }
        ChangeType change = ChangeType.valueOf(type);
        switch (object.path("kind").textValue()) {
            case "Node" -> {
                NodeObserved node = ObservedObjects.node(object, change);
                if (isNews(node.getUid(), change, projection(object))) {
                    append("node-events", line, node);
                }
            }
            case "DaemonSet" -> {
                DaemonSetObserved daemonSet = ObservedObjects.daemonSet(object, change);
                if (isNews(daemonSet.getUid(), change, decisive(object))) {
                    append("daemonset-events", line, daemonSet);
                }
            }
            case "Pod" -> {
                PodObserved pod = ObservedObjects.pod(object, change);
                append("pod-events", line, pod);
            }
            case "ControllerRevision" -> {
                RevisionObserved revision = ObservedObjects.revision(object, change);
                append("controllerrevision-events", line, revision);
            }
            default -> throw new IllegalArgumentException("line " + line + ": unknown kind " + object.path("kind"));
        }
    }

    private static Object projection(JsonNode node) {
        ObjectNode projection = JSON.createObjectNode();
        projection.set("labels", node.path("metadata").path("labels"));
        projection.set("spec", node.path("spec"));
        projection.put("ready", ObservedObjects.isReady(node));
        return projection;
    }

    private static Object decisive(JsonNode daemonSet) {
        ObjectNode projection = JSON.createObjectNode();
        ObjectNode metadata = daemonSet.path("metadata").deepCopy();
        metadata.remove(List.of("resourceVersion", "managedFields"));
        projection.set("metadata", metadata);
        projection.set("spec", daemonSet.path("spec"));
        return projection;
    }

    private boolean isNews(String uid, ChangeType change, Object projection) {
        Object before = last.put(uid, projection);
        return change == ChangeType.DELETED || !projection.equals(before);
    }

    private void append(String topic, long line, Object body) {
        records.add(new Timed(now, new JournalRecord(new Cause(topic, 0, line, ""), now, body)));
    }
}
