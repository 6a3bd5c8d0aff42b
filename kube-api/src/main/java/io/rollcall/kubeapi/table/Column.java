package io.rollcall.kubeapi.table;

/**
 * A column of a Table.
 *
 * @param name as an API server names it; kubectl prints it in capitals
 * @param type {@code string} or {@code integer}
 * @param format {@code name} for the column that identifies the object, else empty
 * @param description one sentence for people
 * @param priority 0 for a column that is always printed, 1 for one that {@code -o wide} adds
 */
public record Column(String name, String type, String format, String description, int priority) {

    static Column name(String description) {
        return new Column("Name", "string", "name", description, 0);
    }

    static Column text(String name, String description) {
        return new Column(name, "string", "", description, 0);
    }

    static Column number(String name, String description) {
        return new Column(name, "integer", "", description, 0);
    }

    static Column wide(String name, String description) {
        return new Column(name, "string", "", description, 1);
    }
}
