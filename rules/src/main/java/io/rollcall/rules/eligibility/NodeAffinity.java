package io.rollcall.rules.eligibility;

import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.NodeSelector;
import io.rollcall.rules.model.Requirement;
import java.util.ArrayList;
import java.util.List;

/** A required node affinity, compiled once and matched without allocation (semantics 2.3). */
final class NodeAffinity {

    private final Term[] terms;

    private NodeAffinity(Term[] terms) {
        this.terms = terms;
    }

    static NodeAffinity compile(NodeSelector selector) {
        Term[] terms = new Term[selector.terms().size()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = Term.compile(selector.terms().get(i));
        }
        return new NodeAffinity(terms);
    }

    /** Whether one term matches; without terms none does. */
    boolean matches(NodeFacts node) {
        for (Term term : terms) {
            if (term.matches(node)) {
                return true;
            }
        }
        return false;
    }

    /** Why none matches. */
    Obstacle mismatch(NodeFacts node) {
        List<TermFailure> failures = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            failures.add(terms[i].failure(i, node));
        }
        return new Obstacle.AffinityMismatch(failures);
    }

    void explain(NodeFacts node, List<Check> checks) {
        boolean matches = matches(node);
        String all = matches
                ? "required node affinity: a term matches"
                : mismatch(node).text();
        checks.add(new Check("nodeAffinity", matches, all));
        for (int i = 0; i < terms.length; i++) {
            terms[i].explain(i, node, checks);
        }
    }

    private record Term(CompiledRequirement[] requirements, boolean valid) {

        static Term compile(NodeSelector.Term source) {
            List<CompiledRequirement> requirements = new ArrayList<>();
            for (Requirement requirement : source.matchExpressions()) {
                requirements.add(CompiledRequirement.ofLabel(requirement));
            }
            for (Requirement requirement : source.matchFields()) {
                requirements.add(CompiledRequirement.ofField(requirement));
            }
            boolean valid = true;
            for (CompiledRequirement requirement : requirements) {
                valid &= requirement.valid();
            }
            return new Term(requirements.toArray(new CompiledRequirement[0]), valid);
        }

        boolean matches(NodeFacts node) {
            if (!valid || requirements.length == 0) {
                return false;
            }
            for (CompiledRequirement requirement : requirements) {
                if (!requirement.holds(node)) {
                    return false;
                }
            }
            return true;
        }

        /** Only asked for a term that does not match. */
        TermFailure failure(int index, NodeFacts node) {
            for (CompiledRequirement requirement : requirements) {
                if (!valid && !requirement.valid()) {
                    return new TermFailure(index, TermFailure.Cause.INVALID, requirement.source(), null);
                }
                if (valid && !requirement.holds(node)) {
                    return new TermFailure(
                            index, TermFailure.Cause.MISMATCH, requirement.source(), requirement.actual(node));
                }
            }
            return new TermFailure(index, TermFailure.Cause.EMPTY, null, null);
        }

        void explain(int index, NodeFacts node, List<Check> checks) {
            boolean matches = matches(node);
            String text = matches
                    ? "term " + (index + 1) + " matches"
                    : failure(index, node).text();
            checks.add(new Check("nodeAffinity.term", matches, text));
            for (CompiledRequirement requirement : requirements) {
                boolean holds = requirement.valid() && requirement.holds(node);
                String actual = requirement.actual(node);
                String has = !requirement.valid()
                        ? "is invalid"
                        : actual == null ? "the node lacks it" : "the node has " + actual;
                checks.add(new Check(
                        "nodeAffinity.requirement",
                        holds,
                        "term " + (index + 1) + ": " + requirement.source().text() + ", " + has));
            }
        }
    }
}
