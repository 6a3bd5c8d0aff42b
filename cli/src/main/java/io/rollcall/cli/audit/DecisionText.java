package io.rollcall.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.JsonLines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A decision as the projector has it, in the words and forms of the command line. */
final class DecisionText {

    private DecisionText() {}

    /** The line of {@code --output json}: the names that {@code rollcall replay} has, and what only a log knows. */
    static ObjectNode json(JsonNode decision) {
        ObjectNode line = JsonLines.of("decision");
        for (String field : List.of("action", "daemonSet", "node", "pod", "revision", "reason", "detail", "at")) {
            line.set(field, decision.path(field));
        }
        line.set("cause", decision.has("cause") ? decision.get("cause") : line.nullNode());
        for (String field :
                List.of("id", "journal", "trigger", "commandId", "outcome", "rules", "knownDefect", "explanation")) {
            if (decision.has(field)) {
                line.set(field, decision.get(field));
            }
        }
        return line;
    }

    /** {@code create nginx-x (revision 2)}. */
    static String action(JsonNode decision) {
        long revision = decision.path("revision").asLong();
        return decision.path("action").asText() + " " + decision.path("pod").asText()
                + (revision == 0 ? "" : " (revision " + revision + ")");
    }

    /** {@code UNTOLERATED_TAINT key=a, value=b}. */
    static String reason(JsonNode decision) {
        String detail = detail(decision, ", ");
        return decision.path("reason").asText() + (detail.isEmpty() ? "" : " " + detail);
    }

    static String detail(JsonNode decision, String between) {
        List<String> parts = new ArrayList<>();
        decision.path("detail")
                .properties()
                .forEach(entry ->
                        parts.add(entry.getKey() + "=" + entry.getValue().asText()));
        return String.join(between, parts);
    }

    /** {@code topic-partition@offset}; empty when there is no such place. */
    static String place(JsonNode place) {
        return place.isObject()
                ? place.path("topic").asText() + "-" + place.path("partition").asText() + "@"
                        + place.path("offset").asText()
                : "";
    }

    /** What led to it: the event and where it stands, or time. */
    static String cause(JsonNode decision) {
        String place = place(decision.path("cause"));
        if (place.isEmpty()) {
            return "time";
        }
        String what = switch (decision.path("trigger").path("kind").asText()) {
            case "NODE" -> "node ";
            case "POD" -> "pod ";
            case "DAEMON_SET" -> "DaemonSet ";
            case "CONTROLLER_REVISION" -> "ControllerRevision ";
            default -> "";
        };
        return what.isEmpty()
                ? place
                : what + decision.path("trigger").path("key").asText() + " " + place;
    }

    /** What became of its command. */
    static String outcome(JsonNode decision) {
        JsonNode outcome = decision.path("outcome");
        if (!decision.hasNonNull("commandId")) {
            return "no command";
        }
        if (!outcome.isObject()) {
            return "open";
        }
        String text = outcome.path("outcome").asText().toLowerCase(Locale.ROOT);
        String why = outcome.path("reason").asText("")
                + (outcome.hasNonNull("message")
                        ? ": " + outcome.path("message").asText()
                        : "");
        return text + after(decision, outcome) + (why.isEmpty() ? "" : ", " + why);
    }

    private static String after(JsonNode decision, JsonNode outcome) {
        if (!outcome.hasNonNull("answeredAt")) {
            return "";
        }
        Duration took = Duration.between(
                Instant.parse(decision.path("at").asText()),
                Instant.parse(outcome.path("answeredAt").asText()));
        return String.format(Locale.ROOT, " after %.3f s", took.toNanos() / 1e9);
    }
}
