package io.rollcall.rules.eligibility;

import io.rollcall.rules.model.Taint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What keeps a pod off a node. */
public sealed interface Obstacle {

    /** Code for programs. */
    String code();

    /** The parts of which the code speaks, for programs. */
    SortedMap<String, String> detail();

    /** One sentence for people, without a full stop. */
    String text();

    /** Nothing does. */
    record None() implements Obstacle {
        @Override
        public String code() {
            return "ELIGIBLE";
        }

        @Override
        public SortedMap<String, String> detail() {
            return Collections.emptySortedMap();
        }

        @Override
        public String text() {
            return "the node should run the pod";
        }
    }

    /**
     * The template names another node.
     *
     * @param wanted spec.nodeName of the template
     */
    record OtherNodeName(String wanted) implements Obstacle {
        @Override
        public String code() {
            return "NODE_NAME";
        }

        @Override
        public SortedMap<String, String> detail() {
            return details("wanted", wanted);
        }

        @Override
        public String text() {
            return "the template is for node " + wanted + " only";
        }
    }

    /**
     * The first entry of nodeSelector that the node does not have.
     *
     * @param key label key
     * @param wanted the value asked for
     * @param actual the node's value, null when it lacks the label
     */
    record NodeSelectorMismatch(
            String key, String wanted, @Nullable String actual) implements Obstacle {
        @Override
        public String code() {
            return "NODE_SELECTOR";
        }

        @Override
        public SortedMap<String, String> detail() {
            SortedMap<String, String> detail = details("key", key, "wanted", wanted);
            if (actual != null) {
                detail.put("actual", actual);
            }
            return detail;
        }

        @Override
        public String text() {
            return "node selector " + key + "=" + wanted + " does not match, "
                    + (actual == null ? "the node lacks the label" : "the node has " + key + "=" + actual);
        }
    }

    /**
     * No term of the required node affinity matches.
     *
     * @param terms why each fails, in order; empty when the affinity has no terms
     */
    record AffinityMismatch(List<TermFailure> terms) implements Obstacle {

        /** Copies the list. */
        public AffinityMismatch {
            terms = List.copyOf(terms);
        }

        @Override
        public String code() {
            return "NODE_AFFINITY";
        }

        @Override
        public SortedMap<String, String> detail() {
            SortedMap<String, String> detail = details("terms", Integer.toString(terms.size()));
            for (TermFailure term : terms) {
                term.addTo(detail);
            }
            return detail;
        }

        @Override
        public String text() {
            if (terms.isEmpty()) {
                return "the required node affinity has no terms, so no node matches";
            }
            StringBuilder text = new StringBuilder("required node affinity does not match: ");
            for (int i = 0; i < terms.size(); i++) {
                text.append(i == 0 ? "" : "; or ").append(terms.get(i).text());
            }
            return text.toString();
        }
    }

    /**
     * A taint that no toleration covers.
     *
     * @param taint the first with effect NoExecute if there is one, else the first with NoSchedule
     */
    record UntoleratedTaint(Taint taint) implements Obstacle {
        @Override
        public String code() {
            return "UNTOLERATED_TAINT";
        }

        @Override
        public SortedMap<String, String> detail() {
            return details("key", taint.key(), "value", taint.value(), "effect", taint.effect());
        }

        @Override
        public String text() {
            return "taint " + taint.text() + " is not tolerated";
        }
    }

    /** There is no such node. */
    record NodeGone() implements Obstacle {
        @Override
        public String code() {
            return "NODE_GONE";
        }

        @Override
        public SortedMap<String, String> detail() {
            return Collections.emptySortedMap();
        }

        @Override
        public String text() {
            return "the node does not exist";
        }
    }

    private static SortedMap<String, String> details(String... keysAndValues) {
        SortedMap<String, String> detail = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            detail.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return detail;
    }
}
