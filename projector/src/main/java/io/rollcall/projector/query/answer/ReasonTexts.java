package io.rollcall.projector.query.answer;

import io.rollcall.rules.model.Taint;
import io.rollcall.rules.slot.RemovalReason;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Reason codes of decisions in the words of people. Pure. */
public final class ReasonTexts {

    /** All codes that decisions of the controller have. */
    public static final List<String> CODES = Stream.concat(
                    Stream.of(
                            "MISSING_POD",
                            "SURGE",
                            "SURGE_OLD_UNAVAILABLE",
                            "SELECTED_ORPHAN",
                            "NOT_SELECTED",
                            "DUPLICATE_REVISION"),
                    Arrays.stream(RemovalReason.values()).map(RemovalReason::code))
            .toList();

    private ReasonTexts() {}

    /** The code, what it means, and what it speaks of. */
    public static String of(String reason, SortedMap<String, String> detail) {
        String obstacle = obstacle(detail);
        if (!obstacle.isEmpty()) {
            return reason + ": " + obstacle;
        }
        String prose = prose(reason);
        return reason + (prose.isEmpty() ? "" : ", " + prose) + detail(detail);
    }

    private static String prose(String reason) {
        for (RemovalReason known : RemovalReason.values()) {
            if (known.code().equals(reason)) {
                return known.text();
            }
        }
        return switch (reason) {
            case "MISSING_POD" -> "the node should run a pod and has none";
            case "SURGE" -> "the new pod starts beside the old one";
            case "SURGE_OLD_UNAVAILABLE" -> "the old pod beside it is not available";
            case "SELECTED_ORPHAN" -> "the pod has no owner and the selector matches it";
            case "NOT_SELECTED" -> "the selector does not match the pod any more";
            case "DUPLICATE_REVISION" -> "its revision has the same template as the current one";
            default -> "";
        };
    }

    /** What keeps a pod off its node, from the detail that decisions carry; empty where they speak of something else. */
    private static String obstacle(SortedMap<String, String> detail) {
        return switch (detail.getOrDefault("obstacle", "")) {
            case "NODE_NAME" -> "the template is for node " + detail.get("wanted") + " only";
            case "NODE_SELECTOR" ->
                "node selector " + detail.get("key") + "=" + detail.get("wanted") + " does not match, the node "
                        + (detail.containsKey("actual")
                                ? "has " + detail.get("key") + "=" + detail.get("actual")
                                : "lacks the label");
            case "NODE_AFFINITY" -> affinity(detail);
            case "UNTOLERATED_TAINT" ->
                "taint "
                        + new Taint(
                                        detail.getOrDefault("key", ""),
                                        detail.getOrDefault("value", ""),
                                        detail.getOrDefault("effect", ""))
                                .text()
                        + " is not tolerated";
            case "NODE_GONE" -> "the node does not exist";
            default -> "";
        };
    }

    private static String affinity(SortedMap<String, String> detail) {
        StringBuilder text = new StringBuilder("required node affinity does not match");
        for (int i = 0; detail.containsKey("term" + i + ".cause"); i++) {
            String term = "term" + i;
            if (detail.containsKey(term + ".key")) {
                text.append(i == 0 ? ": " : "; or ")
                        .append(detail.get(term + ".key"))
                        .append(' ')
                        .append(detail.get(term + ".operator"))
                        .append(" [")
                        .append(detail.getOrDefault(term + ".values", ""))
                        .append("], the node ")
                        .append(
                                detail.containsKey(term + ".actual")
                                        ? "has " + detail.get(term + ".actual")
                                        : "lacks the label");
            }
        }
        return text.toString();
    }

    private static String detail(SortedMap<String, String> detail) {
        if (detail.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" (");
        detail.forEach((key, value) -> text.append(text.length() > 2 ? ", " : "")
                .append(key)
                .append('=')
                .append(value));
        return text.append(')').toString();
    }
}
