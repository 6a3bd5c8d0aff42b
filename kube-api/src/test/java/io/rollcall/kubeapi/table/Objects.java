package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Objects from JSON with single quotes, and their rows at a fixed moment. */
final class Objects {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Objects() {}

    static JsonNode object(String json) {
        try {
            return new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Object> row(RowPrinter printer, String json) {
        return printer.cells(object(json), NOW);
    }

    /** Names of the columns, those of {@code -o wide} in brackets. */
    static List<String> header(RowPrinter printer) {
        List<String> names = new ArrayList<>();
        for (Column column : printer.columns()) {
            names.add(column.priority() == 0 ? column.name() : "[" + column.name() + "]");
        }
        return names;
    }
}
