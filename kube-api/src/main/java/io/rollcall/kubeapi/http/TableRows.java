package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.table.Column;
import io.rollcall.kubeapi.table.ControllerRevisionPrinter;
import io.rollcall.kubeapi.table.DaemonSetPrinter;
import io.rollcall.kubeapi.table.EventPrinter;
import io.rollcall.kubeapi.table.NamespacePrinter;
import io.rollcall.kubeapi.table.NodePrinter;
import io.rollcall.kubeapi.table.PodPrinter;
import io.rollcall.kubeapi.table.RowPrinter;
import java.time.Instant;

/**
 * The columns and cells of a type as JSON.
 *
 * @param printer what prints the type
 */
record TableRows(RowPrinter printer) {

    static TableRows of(ResourceType type) {
        return new TableRows(
                switch (type) {
                    case EVENTS -> new EventPrinter();
                    case NAMESPACES -> new NamespacePrinter();
                    case NODES -> new NodePrinter();
                    case PODS -> new PodPrinter();
                    case CONTROLLER_REVISIONS -> new ControllerRevisionPrinter();
                    case DAEMON_SETS -> new DaemonSetPrinter();
                });
    }

    void columns(ArrayNode array) {
        for (Column column : printer.columns()) {
            array.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.format())
                    .put("description", column.description())
                    .put("priority", column.priority());
        }
    }

    void cells(ObjectNode object, Instant now, ArrayNode array) {
        for (Object cell : printer.cells(object, now)) {
            switch (cell) {
                case Long number -> array.add(number);
                case Integer number -> array.add(number);
                default -> array.add(cell.toString());
            }
        }
    }
}
