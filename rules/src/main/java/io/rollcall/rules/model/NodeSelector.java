package io.rollcall.rules.model;

import java.util.List;

/**
 * A required node affinity. One that is there but has no terms matches no node, while an absent one matches all (semantics
 * 2.3).
 *
 * @param terms the terms, of which one must match
 */
public record NodeSelector(List<Term> terms) {

    /** Copies the terms. */
    public NodeSelector {
        terms = List.copyOf(terms);
    }

    /**
     * One term: all expressions and all fields must hold.
     *
     * @param matchExpressions requirements on the node's labels
     * @param matchFields requirements on metadata.name
     */
    public record Term(List<Requirement> matchExpressions, List<Requirement> matchFields) {

        /** Copies both lists. */
        public Term {
            matchExpressions = List.copyOf(matchExpressions);
            matchFields = List.copyOf(matchFields);
        }

        /** Whether it asks for nothing, which matches nothing. */
        public boolean isEmpty() {
            return matchExpressions.isEmpty() && matchFields.isEmpty();
        }
    }
}
