package io.rollcall.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Writes one JSON object a line, fields in the order in which they were set. */
public final class JsonLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;

    /** Lines go there. */
    public JsonLines(PrintWriter out) {
        this.out = out;
    }

    /** An object to fill, of this kind. */
    public static ObjectNode of(String kind) {
        return MAPPER.createObjectNode().put("kind", kind);
    }

    /** Writes a line. */
    public void write(ObjectNode object) {
        try {
            out.println(MAPPER.writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree must be writable: " + e.getOriginalMessage(), e);
        }
        out.flush();
    }
}
