package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Rows of events. */
public record EventPrinter() implements RowPrinter {

    private static final List<Column> COLUMNS = List.of(
            Column.text("Last Seen", "Time since it happened last."),
            Column.text("Type", "Normal, or Warning where somebody should look."),
            Column.text("Reason", "What happened, in a word."),
            Column.text("Object", "What it happened to."),
            Column.wide("Subobject", "The part of the object that it happened to."),
            Column.wide("Source", "Who reports it."),
            Column.text("Message", "What happened, in a sentence."),
            Column.wide("First Seen", "Time since it happened first."),
            Column.wide("Count", "How often it happened."),
            new Column("Name", "string", "name", "Name of the event.", 1));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> cells(JsonNode event, Instant now) {
        JsonNode about = event.path("involvedObject");
        return List.of(
                HumanDuration.since(lastSeen(event), now),
                event.path("type").asText(""),
                event.path("reason").asText(""),
                about.path("kind").asText("").toLowerCase(Locale.ROOT) + "/"
                        + about.path("name").asText(""),
                about.path("fieldPath").asText(""),
                source(event),
                event.path("message").asText("").strip(),
                HumanDuration.since(firstSeen(event), now),
                String.valueOf(event.path("count").asLong(1)),
                Fields.name(event));
    }

    private static String lastSeen(JsonNode event) {
        String last = event.path("lastTimestamp").asText("");
        return last.isEmpty() ? firstSeen(event) : last;
    }

    private static String firstSeen(JsonNode event) {
        String first = event.path("firstTimestamp").asText("");
        return first.isEmpty() ? event.path("eventTime").asText("") : first;
    }

    private static String source(JsonNode event) {
        String host = event.at("/source/host").asText("");
        String component = event.at("/source/component").asText("");
        String reporter = component.isEmpty() ? event.path("reportingComponent").asText("") : component;
        return host.isEmpty() ? reporter : reporter + ", " + host;
    }
}
