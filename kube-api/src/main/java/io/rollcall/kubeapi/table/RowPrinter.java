package io.rollcall.kubeapi.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** Prints the objects of one kind as rows. Stateless; safe for threads. */
public sealed interface RowPrinter
        permits ControllerRevisionPrinter, DaemonSetPrinter, EventPrinter, NamespacePrinter, NodePrinter, PodPrinter {

    /** What stands where there is nothing to say. */
    String NONE = "<none>";

    /** What stands where a value should be known and is not. */
    String UNKNOWN = "<unknown>";

    /** The columns, those of {@code -o wide} last. */
    List<Column> columns();

    /**
     * The cells of an object, one for each column: String, Integer or Long. Parts that the object lacks count as empty.
     *
     * @param object the whole object, as JSON
     * @param now the moment that ages are counted to
     */
    List<Object> cells(JsonNode object, Instant now);
}
