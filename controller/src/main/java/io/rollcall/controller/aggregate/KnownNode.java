package io.rollcall.controller.aggregate;

import io.rollcall.events.NodeObserved;
import io.rollcall.rules.model.NodeFacts;

/** A node as last observed. */
record KnownNode(NodeObserved observed, NodeFacts facts) {

    static KnownNode of(NodeObserved observed) {
        return new KnownNode(observed, Facts.node(observed));
    }

    /** Whether any DaemonSet may judge it differently than {@code before}. */
    boolean judgedLike(KnownNode before) {
        return facts.uid().equals(before.facts.uid())
                && facts.labels().equals(before.facts.labels())
                && facts.taints().equals(before.facts.taints());
    }
}
