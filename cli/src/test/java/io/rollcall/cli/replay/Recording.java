package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What is in a recording of another controller: its pods at the end, and whether anybody else had a hand in them. */
public final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HASH = "controller-revision-hash";
    private static final Set<String> WRITTEN_BY_CONTROLLERS = Set.of(HASH, "pod-template-generation");

    /**
     * A pod at the end, without what is free: its name and the hash of its revision.
     *
     * @param revision the number of its revision, that is, its template
     */
    record Pod(String daemonSet, String node, long revision, String phase, boolean ready, boolean terminating)
            implements Comparable<Pod> {

        @Override
        public int compareTo(Pod other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Path history;
    private final Map<String, JsonNode> pods = new TreeMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private boolean external;

    private Recording(Path history) {
        this.history = history;
    }

    /** Reads a history, or the history in a folder, and beside it, if they are there, the decisions that were made. */
    public static Recording read(Path place) {
        boolean folder = Files.isDirectory(place);
        Recording recording = new Recording(folder ? file(place, "history.jsonl") : place);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(recording.history), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                recording.fold(JSON.readTree(line));
            }
            Path expected = file(place, "expected.json");
            if (folder && Files.exists(expected)) {
                try (InputStream in = open(expected)) {
                    recording.external |= JSON.readTree(in)
                            .path("decisions")
                            .valueStream()
                            .anyMatch(decision -> decision.path("by").asText().equals("external"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recording;
    }

    /** The file. */
    public Path history() {
        return history;
    }

    /** Whether pods were deleted, made, relabelled or given to others by anyone but controllers and kubelets. */
    boolean hasExternalPodActions() {
        return external;
    }

    /** The pods of DaemonSets at the end, sorted. */
    List<Pod> pods() {
        return pods.values().stream()
                .filter(pod -> !controller(pod).isMissingNode())
                .map(this::told)
                .sorted()
                .toList();
    }

    private void fold(JsonNode event) {
        JsonNode object = event.path("object");
        String uid = object.at("/metadata/uid").asText();
        boolean gone = event.path("type").asText().equals("DELETED");
        switch (object.path("kind").asText()) {
            case "Pod" -> {
                Map<String, String> own = ownLabels(object);
                boolean relabelled = !labels.getOrDefault(uid, own).equals(own);
                boolean byHand = event.path("type").asText().equals("ADDED")
                        && controller(object).isMissingNode();
                external |= relabelled || byHand;
                labels.put(uid, own);
                pods.put(uid, object);
                if (gone) {
                    pods.remove(uid);
                }
            }
            case "ControllerRevision" ->
                revisions.put(
                        controller(object).path("uid").asText() + "/"
                                + object.at("/metadata/labels/" + HASH).asText(),
                        object.path("revision").asLong());
            default -> {}
        }
    }

    private Pod told(JsonNode pod) {
        JsonNode owner = controller(pod);
        String hash = pod.at("/metadata/labels/" + HASH).asText();
        return new Pod(
                pod.at("/metadata/namespace").asText() + "/"
                        + owner.path("name").asText(),
                node(pod),
                revisions.getOrDefault(owner.path("uid").asText() + "/" + hash, 0L),
                pod.at("/status/phase").asText(),
                pod.at("/status/conditions")
                        .valueStream()
                        .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                                && condition.path("status").asText().equals("True")),
                pod.at("/metadata").has("deletionTimestamp"));
    }

    /** The node it runs on or is made for. */
    private static String node(JsonNode pod) {
        String bound = pod.at("/spec/nodeName").asText();
        return bound.isEmpty()
                ? pod.at("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                                + "/nodeSelectorTerms/0/matchFields/0/values/0")
                        .asText()
                : bound;
    }

    private static JsonNode controller(JsonNode object) {
        return object.at("/metadata/ownerReferences")
                .valueStream()
                .filter(owner -> owner.path("controller").asBoolean()
                        && owner.path("kind").asText().equals("DaemonSet"))
                .findFirst()
                .orElse(object.path("no controller"));
    }

    private static Map<String, String> ownLabels(JsonNode pod) {
        Map<String, String> own = new TreeMap<>();
        pod.at("/metadata/labels").properties().forEach(label -> {
            if (!WRITTEN_BY_CONTROLLERS.contains(label.getKey())) {
                own.put(label.getKey(), label.getValue().asText());
            }
        });
        return own;
    }

    private static Path file(Path folder, String name) {
        Path plain = folder.resolve(name);
        return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /** All recordings in a folder of folders or files, by name. */
    public static List<Path> in(Path place, String suffix) {
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(path -> suffix.isEmpty()
                            ? Files.isDirectory(path)
                            : path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
