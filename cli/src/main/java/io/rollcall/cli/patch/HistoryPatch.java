package io.rollcall.cli.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.UserException;
import io.rollcall.cluster.history.HistoryEntry;
import io.rollcall.cluster.history.HistoryReader;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.kubeapi.patch.StrategicMergePatch;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.types.ApiTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What would be different in a history. A document about an object of the history holds for every version of it, from its first appearance
 * on: a whole DaemonSet (with selector and template) gives them its spec; anything else is merged into them as a strategic merge patch, so
 * what it says holds throughout and the rest goes on changing as it did. A whole DaemonSet that the history does not have is there from the
 * beginning. Everything passes admission. Immutable.
 */
public final class HistoryPatch {

    /** Nothing is different. */
    public static final HistoryPatch NONE = new HistoryPatch(new TreeMap<>(), List.of());

    private static final int NAMED = 5;

    private final Map<ObjectKey, List<PatchDocument>> changes;
    private final List<PatchDocument> additions;

    private HistoryPatch(Map<ObjectKey, List<PatchDocument>> changes, List<PatchDocument> additions) {
        this.changes = changes;
        this.additions = additions;
    }

    /**
     * A DaemonSet that is added.
     *
     * @param place file:line of its document
     * @param object the DaemonSet, complete
     */
    public record Added(String place, ObjectNode object) {}

    /**
     * Reads a patch file and tries it on a history, which is read once for that.
     *
     * @throws UserException when the file cannot be used, names nothing in the history, or leads to an object that admission refuses
     */
    public static HistoryPatch of(Path file, Path history) {
        List<PatchDocument> documents = PatchFile.read(file);
        Map<ObjectKey, List<PatchDocument>> wanted = new TreeMap<>();
        documents.forEach(document ->
                wanted.computeIfAbsent(document.key(), key -> new ArrayList<>()).add(document));
        HistoryPatch all = new HistoryPatch(wanted, List.of());
        TreeSet<ObjectKey> there = all.tryOn(history);
        List<PatchDocument> additions = new ArrayList<>();
        for (PatchDocument document : documents) {
            if (there.contains(document.key())) {
                continue;
            }
            if (!document.isWhole()) {
                throw named(document, there);
            }
            wanted.remove(document.key());
            additions.add(document);
        }
        HistoryPatch patch = new HistoryPatch(wanted, List.copyOf(additions));
        patch.added(Instant.EPOCH);
        return patch;
    }

    private static UserException named(PatchDocument document, TreeSet<ObjectKey> there) {
        List<String> names = there.stream()
                .filter(key -> key.kind() == document.key().kind())
                .map(ObjectKey::text)
                .limit(NAMED)
                .toList();
        return new UserException(document.place() + ": there is no " + document.subject() + " in the history; there is "
                + (names.isEmpty() ? "none at all" : String.join(", ", names))
                + (document.key().kind() == ObjectKind.DAEMON_SET
                        ? "; to add one, give it a selector and a template"
                        : ""));
    }

    /** Applies it to every version of a spec, and says which nodes and DaemonSets there are. */
    private TreeSet<ObjectKey> tryOn(Path history) {
        TreeSet<ObjectKey> there = new TreeSet<>();
        Map<ObjectKey, JsonNode> tried = new TreeMap<>();
        try (HistoryReader reader = HistoryReader.open(history)) {
            while (reader.hasNext()) {
                if (reader.next() instanceof HistoryEntry.Event event) {
                    ObjectKey key = key(event);
                    if (key.kind() == ObjectKind.NODE || key.kind() == ObjectKind.DAEMON_SET) {
                        there.add(key);
                        JsonNode spec = event.object().path("spec");
                        if (changes.containsKey(key) && !spec.equals(tried.put(key, spec))) {
                            apply(event);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UserException(history + ": cannot be read: " + e.getMessage(), e);
        }
        return there;
    }

    private static ObjectKey key(HistoryEntry.Event event) {
        return ObjectKey.of(ObjectKind.of(event.kind()).orElseThrow(), event.object());
    }

    /** The DaemonSets that are there from the beginning on, as they are created at this time. */
    public List<Added> added(Instant at) {
        List<Added> added = new ArrayList<>();
        for (PatchDocument document : additions) {
            ObjectStore store = new ObjectStore(0);
            store.moveTo(at);
            added.add(new Added(document.place(), admitted(document, store, document.object())));
        }
        return added;
    }

    /** A line of the history as it is then. */
    public HistoryEntry.Event apply(HistoryEntry.Event line) {
        List<PatchDocument> documents = changes.getOrDefault(key(line), List.of());
        if (documents.isEmpty()) {
            return line;
        }
        ObjectNode object = line.object();
        for (PatchDocument document : documents) {
            object = changed(document, object);
        }
        return new HistoryEntry.Event(line.line(), line.type(), line.observedAt(), line.kind(), object);
    }

    private static ObjectNode changed(PatchDocument document, ObjectNode object) {
        ObjectNode merged = merged(document, object);
        ObjectNode admitted = admitted(document, new ObjectStore(0), merged);
        if (document.key().kind() == ObjectKind.DAEMON_SET) {
            // With the defaults of what the patch brought.
            merged.set("spec", admitted.path("spec"));
        }
        return merged;
    }

    private static ObjectNode merged(PatchDocument document, ObjectNode object) {
        ObjectNode patch = document.object().deepCopy();
        if (document.isWhole()) {
            ObjectNode replaced = object.deepCopy();
            replaced.set("spec", patch.remove("spec"));
            return merge(document, replaced, patch);
        }
        return merge(document, object, patch);
    }

    private static ObjectNode merge(PatchDocument document, ObjectNode object, ObjectNode patch) {
        try {
            return StrategicMergePatch.apply(
                    ApiTypes.struct(document.key().kind().kind()), object, patch);
        } catch (StatusException e) {
            throw new UserException(document.place() + ": " + document.subject() + ": " + e.getMessage(), e);
        }
    }

    private static ObjectNode admitted(PatchDocument document, ObjectStore store, ObjectNode object) {
        try {
            return store.create(document.key().kind(), object);
        } catch (ApiException e) {
            String what = document.place() + ": " + document.subject() + ": ";
            throw new UserException(what + String.join("\n" + what, e.status().problems()), e);
        }
    }
}
