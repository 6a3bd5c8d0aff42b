package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Rows of namespaces. */
public record NamespacePrinter() implements RowPrinter {

    private static final List<Column> COLUMNS = List.of(
            Column.name("Name of the namespace."),
            Column.text("Status", "Whether it is there to stay or on its way out."),
            Column.text("Age", "Time since it was created."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<Object> cells(JsonNode namespace, Instant now) {
        return List.of(Fields.name(namespace), namespace.at("/status/phase").asText(""), Fields.age(namespace, now));
    }
}
