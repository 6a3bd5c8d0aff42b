package io.rollcall.cli.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.patch.HistoryPatch;
import io.rollcall.cli.pipeline.InProcessPipeline;
import io.rollcall.cli.pipeline.Pipelines;
import io.rollcall.cli.projector.ProjectorClient;
import io.rollcall.cli.replay.ClosedLoop;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.rules.profile.RuleProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the runs that are to be compared: replays a history, reads the output of a replay, or asks a projector. For one thread. */
final class RunSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KINDS = Set.of("decision", "rollout", "status", "pod", "summary");
    private static final String MOMENT = "@";
    private static final String NOW = "now";
    private static final String PAGE = "10000";

    private final Streams streams;
    private final String server;
    private final RuleProfile rules;
    private final long seed;
    private boolean badLines;
    private @Nullable String now;

    RunSource(Streams streams, String server, RuleProfile rules, long seed) {
        this.streams = streams;
        this.server = server;
        this.rules = rules;
        this.seed = seed;
    }

    /** Whether a line of a history could not be used. */
    boolean badLines() {
        return badLines;
    }

    /**
     * The run that is meant.
     *
     * @param what a file, or a moment behind an @
     * @param patch what is different in it, for a history; null for nothing
     */
    Run run(String what, @Nullable Path patch) {
        if (what.startsWith(MOMENT)) {
            refuse(patch, what + " is a moment");
            return moment(what);
        }
        Path file = Path.of(what);
        if (isOutput(file)) {
            refuse(patch, what + " is the output of a replay");
            return output(file);
        }
        return history(file, patch);
    }

    private static void refuse(@Nullable Path patch, String why) {
        if (patch != null) {
            throw new UserException("--patch " + patch + ": " + why + "; only a history can be patched");
        }
    }

    private static boolean isOutput(Path file) {
        if (!Files.exists(file)) {
            throw new UserException(
                    file + ": there is no such file; a moment is written as @2026-03-01T10:00:00Z or @now");
        }
        if (Files.isDirectory(file)) {
            throw new UserException(file + ": is a folder; name the file in it");
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = reader.readLine();
            JsonNode line = first == null ? JSON.nullNode() : JSON.readTree(first);
            return KINDS.contains(line.path("kind").asText());
        } catch (JsonProcessingException | MalformedInputException packed) {
            return false;
        } catch (IOException e) {
            throw new UserException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Run output(Path file) {
        RunReader run = new RunReader();
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                run.line(JSON.readTree(line));
            }
        } catch (JsonProcessingException e) {
            throw new UserException(
                    file + ":" + number + ": is not a line that rollcall replay --output json prints", e);
        } catch (IOException e) {
            throw new UserException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (run.summaries() != 1) {
            throw new UserException(
                    file + ": has " + run.summaries() + " histories; give the output of a replay of one, whole");
        }
        return new Run(file.toString(), run.daemonSets());
    }

    private Run history(Path file, @Nullable Path patch) {
        ClosedLoop.requireReadable(file);
        HistoryPatch changes = patch == null ? HistoryPatch.NONE : HistoryPatch.of(patch, file);
        RunReader run = new RunReader();
        InProcessPipeline pipeline =
                new InProcessPipeline(new Decider(rules, DeciderOptions.DEFAULTS), Pipelines.names(1));
        badLines |= new ClosedLoop(streams, seed).run(file, changes, pipeline, run::line) > 0;
        return new Run(patch == null ? file.toString() : file + " with " + patch, run.daemonSets());
    }

    private Run moment(String what) {
        String asOf = what.substring(MOMENT.length());
        if (asOf.isEmpty()) {
            throw new UserException("'@' names no moment: write @2026-03-01T10:00:00Z, @journal-0@31 or @now");
        }
        Map<String, @Nullable String> question = new LinkedHashMap<>();
        ProjectorClient client = new ProjectorClient(server);
        question.put("asOf", asOf.equals(NOW) ? now(client) : asOf);
        RunReader run = new RunReader();
        each(client, "/api/v1/decisions", question, "oldest", decision -> run.line(decision.put("kind", "decision")));
        each(client, "/api/v1/pods", question, null, pod -> run.line(pod.put("kind", "pod")));
        each(client, "/api/v1/rollouts", question, null, rollout -> run.line(rollout.put("kind", "rollout")));
        return new Run(what + " of " + server, run.daemonSets());
    }

    /**
     * The moment that is now, the same for all questions of both runs: what has been read of the journal when it is asked for first.
     * Null as long as nothing has.
     */
    private @Nullable String now(ProjectorClient client) {
        if (now == null) {
            String position =
                    client.json("/api/v1/view", Map.of()).path("position").asText("");
            now = position.isEmpty() ? null : position;
        }
        return now;
    }

    private static void each(
            ProjectorClient client,
            String path,
            Map<String, @Nullable String> question,
            @Nullable String order,
            Consumer<ObjectNode> items) {
        Map<String, @Nullable String> page = new LinkedHashMap<>(question);
        page.put("limit", PAGE);
        page.put("order", order);
        String next;
        do {
            JsonNode answer = client.json(path, page);
            answer.path("items").forEach(item -> items.accept((ObjectNode) item));
            next = answer.path("continue").asText("");
            page.put("continue", next);
        } while (!next.isEmpty());
    }
}
