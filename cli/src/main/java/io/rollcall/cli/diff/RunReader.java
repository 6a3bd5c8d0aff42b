package io.rollcall.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes what {@code rollcall replay --output json} prints, line by line, of one history. Lines of kinds that it does not know are left
 * out. For one thread.
 */
final class RunReader {

    private final SortedMap<String, DaemonSetRun> daemonSets = new TreeMap<>();
    private Instant last = Instant.MIN;
    private int summaries;

    void line(JsonNode line) {
        switch (line.path("kind").asText()) {
            case "decision" -> {
                of(line).decided(
                                line.path("action").asText(),
                                line.path("node").asText(),
                                line.path("pod").asText());
                Instant at = Instant.parse(line.path("at").asText());
                last = at.isAfter(last) ? at : last;
            }
            case "rollout" -> rollout(line);
            case "pod" ->
                of(line).endsWith(new PodEnd(
                        line.path("node").asText(), line.path("revision").asLong(), state(line)));
            case "status" -> of(line);
            case "summary" -> summaries++;
            default -> {}
        }
    }

    private void rollout(JsonNode line) {
        Instant from = Instant.parse(line.path("from").asText());
        Optional<Instant> to = Optional.ofNullable(line.path("to").textValue()).map(Instant::parse);
        Instant end = to.orElse(last.isAfter(from) ? last : from);
        of(line).rolledOut(new DaemonSetRun.Rollout(
                line.path("revision").asLong(),
                Duration.between(from, end),
                line.path("outcome").asText().equals("finished"),
                line.path("steps").asInt(),
                line.path("unavailableAtOnce").asInt()));
    }

    private static String state(JsonNode pod) {
        String ready = pod.path("ready").asBoolean() ? "ready" : "not ready";
        return pod.path("phase").asText() + ", " + (pod.path("terminating").asBoolean() ? "terminating" : ready);
    }

    private DaemonSetRun of(JsonNode line) {
        return daemonSets.computeIfAbsent(line.path("daemonSet").asText(), name -> new DaemonSetRun());
    }

    /** How many histories ended. */
    int summaries() {
        return summaries;
    }

    /** What it came to, by namespace/name. */
    SortedMap<String, DaemonSetRun> daemonSets() {
        return daemonSets;
    }
}
