package io.rollcall.rules.eligibility;

import io.rollcall.rules.model.Requirement;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Why one term of a required node affinity does not match.
 *
 * @param term its index, from 0
 * @param cause what is wrong with it
 * @param requirement the first requirement that failed or is invalid; null for an empty term
 * @param actual the node's value for the requirement's key; null when the node lacks it, or nothing was compared
 */
public record TermFailure(
        int term,
        Cause cause,
        @Nullable Requirement requirement,
        @Nullable String actual) {

    /** What is wrong with a term. */
    public enum Cause {
        /** A requirement does not hold. */
        MISMATCH,
        /** It asks for nothing, which matches nothing. */
        EMPTY,
        /** A requirement is invalid, so the whole term is skipped. */
        INVALID
    }

    /** For people: {@code zone In [a] does not hold, the node has zone=b}. */
    public String text() {
        if (requirement == null) {
            return "term " + (term + 1) + " is empty and matches nothing";
        }
        return switch (cause) {
            case EMPTY, INVALID -> "term " + (term + 1) + " is skipped, " + requirement.text() + " is invalid";
            case MISMATCH ->
                requirement.text() + " does not hold, the node "
                        + (actual == null ? "lacks it" : "has " + requirement.key() + "=" + actual);
        };
    }

    void addTo(SortedMap<String, String> detail) {
        String prefix = "term" + term + ".";
        detail.put(prefix + "cause", cause.name());
        if (requirement != null) {
            detail.put(prefix + "key", requirement.key());
            detail.put(prefix + "operator", requirement.operator());
            detail.put(prefix + "values", String.join(",", requirement.values()));
        }
        if (actual != null) {
            detail.put(prefix + "actual", actual);
        }
    }
}
