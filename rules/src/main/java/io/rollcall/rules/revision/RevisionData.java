package io.rollcall.rules.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.CanonicalJson;
import io.rollcall.rules.model.PodTemplate;
import org.jspecify.annotations.Nullable;

/** The data of a ControllerRevision (semantics 6.1). */
public final class RevisionData {

    private static final String PATCH_DIRECTIVE = "$patch";
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    private RevisionData() {}

    /**
     * The data for a template, byte for byte as Kubernetes' own controller posts it: compact, keys sorted, {@code <}, {@code >}
     * and {@code &} escaped, nulls kept. An API server takes data as immutable text, so one space more is a refused update.
     */
    public static String dataOf(PodTemplate template) {
        ObjectNode patch = template.tree().put(PATCH_DIRECTIVE, "replace");
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putObject("spec").set("template", patch);
        return escape(CanonicalJson.write(data));
    }

    /** The template in such data, also when another hand wrote it; null when there is none that can be read. */
    public static @Nullable PodTemplate templateOf(String dataJson) {
        try {
            JsonNode template = CanonicalJson.read(dataJson).path("spec").path("template");
            if (!(template instanceof ObjectNode object)) {
                return null;
            }
            ObjectNode bare = object.deepCopy();
            bare.remove(PATCH_DIRECTIVE);
            return PodTemplate.of(bare);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Go's JSON encoder escapes what HTML would read. Outside of strings none of these occurs in JSON. */
    private static String escape(String json) {
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            switch (c) {
                case '<' -> escaped.append("\\u003c");
                case '>' -> escaped.append("\\u003e");
                case '&' -> escaped.append("\\u0026");
                case LINE_SEPARATOR -> escaped.append("\\u2028");
                case PARAGRAPH_SEPARATOR -> escaped.append("\\u2029");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
