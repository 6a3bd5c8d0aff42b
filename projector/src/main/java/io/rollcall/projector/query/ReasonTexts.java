package io.rollcall.projector.query;

import io.rollcall.rules.slot.RemovalReason;
import java.util.SortedMap;

/** Reason codes of decisions in the words of people. Pure. */
final class ReasonTexts {

    private ReasonTexts() {}

    /** The code, what it means, and what it speaks of. */
    static String of(String reason, SortedMap<String, String> detail) {
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
