package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Rows of ControllerRevisions. The controller is printed as kind.group/name. */
public record ControllerRevisionPrinter() implements RowPrinter {

    private static final List<Column> COLUMNS = List.of(
            Column.name("Name of the ControllerRevision, unique in its namespace."),
            Column.text("Controller", "The object whose template it keeps."),
            Column.text("Revision", "Its number; the highest is current."),
            Column.text("Age", "Time since it was created."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> cells(JsonNode revision, Instant now) {
        return List.of(
                Fields.name(revision),
                controller(revision),
                revision.path("revision").asLong(),
                Fields.age(revision, now));
    }

    private static String controller(JsonNode revision) {
        for (JsonNode owner : revision.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                String version = owner.path("apiVersion").asText("");
                int slash = version.indexOf('/');
                String group = slash < 0 ? "" : "." + version.substring(0, slash);
                return owner.path("kind").asText("").toLowerCase(Locale.ROOT) + group + "/"
                        + owner.path("name").asText("");
            }
        }
        return NONE;
    }
}
