package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.eligibility.TermFailure;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.Requirement;
import io.rollcall.rules.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What would have to change for a node to be eligible. Each step names what mends the obstacle that is in the way; it is then
 * tried on a copy of the node, so that obstacles behind the first are named too. Pure.
 */
final class Remedies {

    private static final int MOST_STEPS = 20;

    private final Eligibility eligibility;
    private final String daemonSet;
    private final List<String> steps = new ArrayList<>();
    private final SortedSet<String> relabelled = new TreeSet<>();
    private NodeFacts node;

    private Remedies(Eligibility eligibility, DaemonSetRow daemonSet, NodeFacts node) {
        this.eligibility = eligibility;
        this.daemonSet = "daemonset/" + daemonSet.name() + " -n " + daemonSet.namespace();
        this.node = node;
    }

    /** The steps, all of which are needed; fewer when one of them cannot be named. Empty for an eligible node. */
    static List<String> of(Eligibility eligibility, DaemonSetRow daemonSet, NodeFacts node) {
        Remedies remedies = new Remedies(eligibility, daemonSet, node);
        while (remedies.steps.size() < MOST_STEPS) {
            Verdict verdict = eligibility.judge(remedies.node);
            if (verdict.shouldRun() || !remedies.mend(verdict.obstacle())) {
                break;
            }
        }
        return List.copyOf(remedies.steps);
    }

    /** Adds the step for an obstacle; false when what lies behind it cannot be looked at. */
    private boolean mend(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.None none -> false;
            case Obstacle.NodeGone gone -> false;
            case Obstacle.OtherNodeName other -> {
                steps.add("remove spec.nodeName (" + other.wanted() + ") from the template of " + daemonSet);
                yield false;
            }
            case Obstacle.NodeSelectorMismatch mismatch ->
                consistent(mismatch.key()) && label(mismatch.key(), mismatch.wanted());
            case Obstacle.AffinityMismatch mismatch -> mend(mismatch);
            case Obstacle.UntoleratedTaint untolerated -> {
                taint(untolerated.taint());
                yield true;
            }
        };
    }

    private void taint(Taint taint) {
        String toleration = taint.value().isEmpty()
                ? "{key: " + taint.key() + ", operator: Exists, effect: " + taint.effect() + "}"
                : "{key: " + taint.key() + ", operator: Equal, value: \"" + taint.value() + "\", effect: "
                        + taint.effect() + "}";
        steps.add("tolerate the taint " + taint.text() + ": add " + toleration
                + " to spec.template.spec.tolerations of " + daemonSet + "; or remove it: kubectl taint nodes "
                + node.name() + " " + taint.key() + ":" + taint.effect() + "-");
        List<Taint> others =
                node.taints().stream().filter(other -> !other.equals(taint)).toList();
        node = new NodeFacts(node.name(), node.uid(), node.labels(), others, node.unschedulable(), node.ready());
    }

    private boolean label(String key, String value) {
        boolean overwrite = node.labels().containsKey(key);
        steps.add("label the node: kubectl label node " + node.name() + " " + key + "=" + value
                + (overwrite ? " --overwrite" : ""));
        return relabelled(key, value);
    }

    private boolean unlabel(String key) {
        steps.add("remove the label " + key + " from the node: kubectl label node " + node.name() + " " + key + "-");
        return relabelled(key, null);
    }

    private boolean relabelled(String key, @Nullable String value) {
        SortedMap<String, String> labels = new TreeMap<>(node.labels());
        if (value == null) {
            labels.remove(key);
        } else {
            labels.put(key, value);
        }
        node = new NodeFacts(node.name(), node.uid(), labels, node.taints(), node.unschedulable(), node.ready());
        return true;
    }

    /** Whether a label is asked for once only; two different wishes for it cannot both be met. */
    private boolean consistent(String key) {
        if (relabelled.add(key)) {
            return true;
        }
        steps.clear();
        steps.add("node selector and required node affinity of " + daemonSet + " contradict each other in the label "
                + key + ": change the template");
        return false;
    }

    /** Terms are alternatives: the first that something can be done about is followed. */
    private boolean mend(Obstacle.AffinityMismatch mismatch) {
        for (TermFailure term : mismatch.terms()) {
            Requirement requirement = term.requirement();
            if (term.cause() == TermFailure.Cause.MISMATCH
                    && requirement != null
                    && !requirement.key().equals("metadata.name")) {
                return mend(requirement);
            }
        }
        steps.add("change the required node affinity in the template of " + daemonSet + ": no label of node "
                + node.name() + " can make it match");
        return false;
    }

    private boolean mend(Requirement requirement) {
        String key = requirement.key();
        if (!consistent(key)) {
            return false;
        }
        return switch (requirement.operator()) {
            case "In" -> label(key, requirement.values().get(0));
            case "Exists" -> label(key, "true");
            case "NotIn", "DoesNotExist" -> unlabel(key);
            case "Gt" -> label(key, neighbour(requirement, 1));
            case "Lt" -> label(key, neighbour(requirement, -1));
            default -> false;
        };
    }

    private static String neighbour(Requirement requirement, int by) {
        return Long.toString(Long.parseLong(requirement.values().get(0)) + by);
    }
}
