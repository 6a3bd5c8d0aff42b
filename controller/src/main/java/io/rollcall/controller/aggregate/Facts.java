package io.rollcall.controller.aggregate;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelectorRequirement;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.IntOrPercent;
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.Requirement;
import io.rollcall.rules.model.Taint;
import io.rollcall.rules.model.UpdateStrategy;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was observed, in the terms of the rules. */
public final class Facts {

    private Facts() {}

    /** The node as eligibility reads it. */
    public static NodeFacts node(NodeObserved node) {
        return new NodeFacts(
                node.getName(),
                node.getUid(),
                new TreeMap<>(node.getLabels()),
                node.getTaints().stream()
                        .map(taint -> new Taint(taint.getKey(), taint.getValue(), taint.getEffect()))
                        .toList(),
                node.getUnschedulable(),
                node.getReady());
    }

    /**
     * The pod as the slot rules read it.
     *
     * @param readySeenAt journal time at which it was first seen Ready: a node's clock that runs ahead must not delay availability
     */
    public static PodFacts pod(PodObserved pod, @Nullable Instant readySeenAt) {
        Instant since = pod.getReadySince();
        if (since != null && readySeenAt != null && since.isAfter(readySeenAt)) {
            since = readySeenAt;
        }
        return new PodFacts(
                pod.getNamespace(),
                pod.getName(),
                pod.getUid(),
                new TreeMap<>(pod.getLabels()),
                controllerUid(pod),
                pod.getNodeName(),
                pod.getTargetNode(),
                PodPhase.of(pod.getPhase()),
                pod.getReady(),
                since,
                pod.getCreatedAt(),
                pod.getDeletedAt() != null);
    }

    /** UID of the pod's controller; null for an orphan. */
    static @Nullable String controllerUid(PodObserved pod) {
        return pod.getController() == null ? null : pod.getController().getUid();
    }

    /** The DaemonSet's spec; a template that is no pod template is the caller's fault to report. */
    public static DaemonSetSpec spec(DaemonSetObserved daemonSet) {
        return new DaemonSetSpec(
                selector(daemonSet.getSelector()),
                PodTemplate.parse(daemonSet.getTemplate()),
                strategy(daemonSet),
                daemonSet.getMinReadySeconds(),
                daemonSet.getRevisionHistoryLimit(),
                daemonSet.getGeneration(),
                daemonSet.getTemplateGeneration());
    }

    private static LabelSelector selector(io.rollcall.events.LabelSelector selector) {
        return new LabelSelector(
                new TreeMap<>(selector.getMatchLabels()),
                selector.getMatchExpressions().stream().map(Facts::requirement).toList());
    }

    private static Requirement requirement(LabelSelectorRequirement requirement) {
        return new Requirement(requirement.getKey(), requirement.getOperator(), List.copyOf(requirement.getValues()));
    }

    private static UpdateStrategy strategy(DaemonSetObserved daemonSet) {
        if (daemonSet.getStrategy() == UpdateStrategyType.ON_DELETE) {
            return new UpdateStrategy.OnDelete();
        }
        String maxUnavailable = daemonSet.getMaxUnavailable();
        String maxSurge = daemonSet.getMaxSurge();
        return new UpdateStrategy.RollingUpdate(
                IntOrPercent.parse(maxUnavailable == null ? "1" : maxUnavailable),
                IntOrPercent.parse(maxSurge == null ? "0" : maxSurge));
    }
}
