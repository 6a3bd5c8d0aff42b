package io.rollcall.rules.admission.defaults;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Filling in what is not there. */
final class Trees {

    private Trees() {}

    /** The object in a field, made when absent. */
    static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode present ? present : parent.putObject(field);
    }

    /** A text, when there is none or an empty one. */
    static void text(ObjectNode object, String field, String value) {
        if (object.path(field).asText("").isEmpty()) {
            object.put(field, value);
        }
    }

    /** A number, when there is none. */
    static void number(ObjectNode object, String field, int value) {
        if (!object.hasNonNull(field)) {
            object.put(field, value);
        }
    }

    /** A number, when there is none or zero, for fields that do not tell these apart. */
    static void positive(ObjectNode object, String field, int value) {
        if (object.path(field).asInt(0) == 0) {
            object.put(field, value);
        }
    }
}
