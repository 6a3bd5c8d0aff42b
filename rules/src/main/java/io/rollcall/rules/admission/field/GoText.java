package io.rollcall.rules.admission.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as Go prints them with all their types, which is how they stand in an API server's messages. */
public final class GoText {

    private GoText() {}

    /** A value of a plain type: text in quotes, numbers and flags as they are. */
    public static String of(JsonNode node) {
        return node.isTextual() || node.isMissingNode() ? quote(node.asText("")) : node.asText();
    }

    /** A text in double quotes. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case 11 -> "\\v";
            default -> {
                if (c < ' ' || c == 127) {
                    yield String.format(Locale.ROOT, "\\x%02x", c);
                }
                boolean shown =
                        c == ' ' || !(Character.isISOControl(c) || Character.isSpaceChar(c)) && Character.isDefined(c);
                yield shown
                        ? Character.toString(c)
                        : c < 0x10000
                                ? String.format(Locale.ROOT, "\\u%04x", c)
                                : String.format(Locale.ROOT, "\\U%08x", c);
            }
        };
    }

    /** A map of texts; absent is a nil map. */
    public static String stringMap(Place map) {
        return map.absent()
                ? "map[string]string(nil)"
                : map.textMap().entrySet().stream()
                        .map(entry -> quote(entry.getKey()) + ":" + quote(entry.getValue()))
                        .collect(Collectors.joining(", ", "map[string]string{", "}"));
    }

    /** A list of texts; absent is a nil slice. */
    public static String strings(Place list) {
        return list.absent()
                ? "[]string(nil)"
                : list(list.texts().stream().map(GoText::quote).toList());
    }

    private static String list(List<String> quoted) {
        return "[]string{" + String.join(", ", quoted) + "}";
    }

    /** A number or percentage; absent is the number 0. */
    public static String intOrString(Place value) {
        boolean text = value.node().isTextual();
        return "intstr.IntOrString{Type:" + (text ? 1 : 0) + ", IntVal:" + (text ? 0 : value.number()) + ", StrVal:"
                + quote(value.text()) + "}";
    }

    /** A label selector. */
    public static String labelSelector(Place selector) {
        Place expressions = selector.at("matchExpressions");
        String shown = expressions.absent()
                ? "[]v1.LabelSelectorRequirement(nil)"
                : expressions.entries().stream()
                        .map(GoText::requirement)
                        .collect(Collectors.joining(", ", "[]v1.LabelSelectorRequirement{", "}"));
        return "v1.LabelSelector{MatchLabels:" + stringMap(selector.at("matchLabels")) + ", MatchExpressions:" + shown
                + "}";
    }

    private static String requirement(Place requirement) {
        return "v1.LabelSelectorRequirement{Key:" + quote(requirement.at("key").text()) + ", Operator:"
                + quote(requirement.at("operator").text()) + ", Values:" + strings(requirement.at("values")) + "}";
    }
}
