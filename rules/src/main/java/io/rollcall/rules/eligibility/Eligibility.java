package io.rollcall.rules.eligibility;

import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.Taint;
import io.rollcall.rules.model.Toleration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes should run the pods of one template (semantics 2). Compiled once a template; judging an eligible node
 * allocates nothing. Immutable and safe for threads.
 *
 * <p>Capacity, ports, the Ready condition and spec.unschedulable are not looked at: they are the scheduler's and the
 * kubelet's work, or come as taints.
 */
public final class Eligibility {

    private final @Nullable String nodeName;
    private final String[] selectorKeys;
    private final String[] selectorValues;
    private final @Nullable NodeAffinity affinity;
    private final Toleration[] tolerations;
    private final boolean comparisonOperators;

    private Eligibility(PodTemplate template, boolean comparisonOperators) {
        this.nodeName = template.nodeName();
        this.selectorKeys = template.nodeSelector().keySet().toArray(new String[0]);
        this.selectorValues = template.nodeSelector().values().toArray(new String[0]);
        this.affinity = template.requiredAffinity().map(NodeAffinity::compile).orElse(null);
        this.tolerations = AutomaticTolerations.merged(template).toArray(new Toleration[0]);
        this.comparisonOperators = comparisonOperators;
    }

    /** The rule for a template, with Kubernetes' default gates. */
    public static Eligibility compile(PodTemplate template) {
        return compile(template, false);
    }

    /**
     * The rule for a template.
     *
     * @param comparisonOperators whether tolerations with Lt and Gt count
     */
    public static Eligibility compile(PodTemplate template, boolean comparisonOperators) {
        return new Eligibility(template, comparisonOperators);
    }

    /** Judges a node. Steps a to d of semantics 2.1, in that order. */
    public Verdict judge(NodeFacts node) {
        if (nodeName != null && !nodeName.equals(node.name())) {
            return Verdict.refused(new Obstacle.OtherNodeName(nodeName));
        }
        for (int i = 0; i < selectorKeys.length; i++) {
            String actual = node.labels().get(selectorKeys[i]);
            if (!selectorValues[i].equals(actual)) {
                return Verdict.refused(new Obstacle.NodeSelectorMismatch(selectorKeys[i], selectorValues[i], actual));
            }
        }
        if (affinity != null && !affinity.matches(node)) {
            return Verdict.refused(affinity.mismatch(node));
        }
        Taint evicting = firstUntolerated(node.taints(), Taint.NO_EXECUTE);
        if (evicting != null) {
            return Verdict.refused(new Obstacle.UntoleratedTaint(evicting));
        }
        Taint keepingOff = firstUntolerated(node.taints(), Taint.NO_SCHEDULE);
        return keepingOff == null ? Verdict.ELIGIBLE : Verdict.keepOnly(new Obstacle.UntoleratedTaint(keepingOff));
    }

    /** Everything that {@link #judge} looks at, in its order and without stopping at the first failure; for explaining. */
    public List<Check> check(NodeFacts node) {
        List<Check> checks = new ArrayList<>();
        if (nodeName != null) {
            checks.add(new Check(
                    "nodeName", nodeName.equals(node.name()), "the template is for node " + nodeName + " only"));
        }
        for (int i = 0; i < selectorKeys.length; i++) {
            String actual = node.labels().get(selectorKeys[i]);
            String has = actual == null ? "the node lacks the label" : "the node has " + selectorKeys[i] + "=" + actual;
            checks.add(new Check(
                    "nodeSelector",
                    selectorValues[i].equals(actual),
                    "node selector " + selectorKeys[i] + "=" + selectorValues[i] + ", " + has));
        }
        if (affinity != null) {
            affinity.explain(node, checks);
        }
        for (Taint taint : node.taints()) {
            checks.add(check(taint));
        }
        return List.copyOf(checks);
    }

    private Check check(Taint taint) {
        if (!relevant(taint)) {
            return new Check("taint", true, "taint " + taint.text() + " is only a preference");
        }
        Toleration toleration = tolerationOf(taint);
        return toleration == null
                ? new Check("taint", false, "taint " + taint.text() + " is not tolerated")
                : new Check("taint", true, "taint " + taint.text() + " is tolerated by " + toleration.text());
    }

    private @Nullable Taint firstUntolerated(List<Taint> taints, String effect) {
        for (int i = 0; i < taints.size(); i++) {
            Taint taint = taints.get(i);
            if (effect.equals(taint.effect()) && tolerationOf(taint) == null) {
                return taint;
            }
        }
        return null;
    }

    private @Nullable Toleration tolerationOf(Taint taint) {
        for (Toleration toleration : tolerations) {
            if (Tolerations.tolerates(toleration, taint, comparisonOperators)) {
                return toleration;
            }
        }
        return null;
    }

    private static boolean relevant(Taint taint) {
        return Taint.NO_EXECUTE.equals(taint.effect()) || Taint.NO_SCHEDULE.equals(taint.effect());
    }
}
