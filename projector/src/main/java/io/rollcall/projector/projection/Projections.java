package io.rollcall.projector.projection;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.Requirement;
import io.rollcall.rules.model.Taint;
import java.util.List;
import java.util.TreeMap;

/** Parts of events in the words of the rules, as the view's JSON takes them. */
final class Projections {

    private Projections() {}

    static List<Taint> taints(NodeObserved node) {
        return node.getTaints().stream()
                .map(taint -> new Taint(taint.getKey(), taint.getValue(), taint.getEffect()))
                .toList();
    }

    static LabelSelector selector(DaemonSetObserved daemonSet) {
        var selector = daemonSet.getSelector();
        return new LabelSelector(
                new TreeMap<>(selector.getMatchLabels()),
                selector.getMatchExpressions().stream()
                        .map(expression ->
                                new Requirement(expression.getKey(), expression.getOperator(), expression.getValues()))
                        .toList());
    }
}
