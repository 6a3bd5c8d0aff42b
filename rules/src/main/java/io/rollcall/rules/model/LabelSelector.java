package io.rollcall.rules.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * spec.selector of a DaemonSet: both parts must match.
 *
 * @param matchLabels labels that must be there with these values
 * @param matchExpressions requirements that must all hold
 */
public record LabelSelector(SortedMap<String, String> matchLabels, List<Requirement> matchExpressions) {

    /** Copies both parts. */
    public LabelSelector {
        matchLabels = Collections.unmodifiableSortedMap(new TreeMap<>(matchLabels));
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** Whether it selects everything; the controller then does nothing at all (semantics 4.1 step 4). */
    public boolean isEmpty() {
        return matchLabels.isEmpty() && matchExpressions.isEmpty();
    }

    /** Whether these labels are selected. A requirement with an operator that selectors do not know matches nothing. */
    public boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : matchLabels.entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (Requirement requirement : matchExpressions) {
            if (!holds(requirement, labels.get(requirement.key()) == null, labels)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Requirement requirement, boolean missing, Map<String, String> labels) {
        return switch (requirement.operator()) {
            case "In" -> !missing && requirement.values().contains(labels.get(requirement.key()));
            case "NotIn" -> missing || !requirement.values().contains(labels.get(requirement.key()));
            case "Exists" -> !missing;
            case "DoesNotExist" -> missing;
            default -> false;
        };
    }
}
