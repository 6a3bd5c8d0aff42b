package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.Facts;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.NodeFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The audited cluster as the journal tells it, with a short memory of how it was. Only {@link ShadowAuditor} writes to it. */
final class ObservedCluster {

    private final RecentMap<ObservedNode> nodes = new RecentMap<>();
    private final Map<String, String> lastUidOfNode = new TreeMap<>();
    private final Map<String, ObservedPod> pods = new TreeMap<>();
    private final Map<String, ObservedDaemonSet> daemonSets = new TreeMap<>();
    private final Revisions revisions = new Revisions();

    RecentMap<ObservedNode> nodes() {
        return nodes;
    }

    Revisions revisions() {
        return revisions;
    }

    /** All DaemonSets of which something is left, by UID. */
    Collection<ObservedDaemonSet> daemonSets() {
        return daemonSets.values();
    }

    @Nullable
    ObservedDaemonSet daemonSet(String uid) {
        return daemonSets.get(uid);
    }

    /** The DaemonSet of an owner reference, known or not. */
    ObservedDaemonSet owner(OwnerReference owner, String namespace) {
        return daemonSets.computeIfAbsent(
                owner.getUid(), uid -> new ObservedDaemonSet(new DaemonSetRef(namespace, owner.getName(), uid)));
    }

    void observe(NodeObserved observed, Seen seen) {
        String name = observed.getName();
        if (observed.getChange() == ChangeType.DELETED) {
            nodes.put(seen.offset(), seen.time(), name, null);
            return;
        }
        NodeFacts facts = Facts.node(observed);
        ObservedNode before = nodes.get(name);
        String lastUid = lastUidOfNode.put(name, facts.uid());
        boolean remade = before != null && before.facts().uid().equals(facts.uid()) ? before.remade() : lastUid != null;
        nodes.put(seen.offset(), seen.time(), name, new ObservedNode(facts, seen, remade));
    }

    /** Takes the DaemonSet's state in. A template that is no pod template leaves it without a version: nothing is judged by it. */
    ObservedDaemonSet observe(DaemonSetObserved observed, Seen seen) {
        ObservedDaemonSet daemonSet = daemonSets.computeIfAbsent(
                observed.getUid(),
                uid -> new ObservedDaemonSet(new DaemonSetRef(observed.getNamespace(), observed.getName(), uid)));
        boolean gone = observed.getChange() == ChangeType.DELETED;
        daemonSet.observe(seen, gone ? null : version(observed, daemonSet.version(), seen));
        return daemonSet;
    }

    private static @Nullable DaemonSetVersion version(
            DaemonSetObserved observed, @Nullable DaemonSetVersion before, Seen seen) {
        try {
            return DaemonSetVersion.of(observed, before, seen);
        } catch (InvalidTemplateException e) {
            return null;
        }
    }

    /** Takes the pod's state in and tells what was done to it. */
    Optional<Action> observe(PodObserved observed, Seen seen) {
        ObservedPod before = pods.get(observed.getUid());
        ObservedPod after = observed.getChange() == ChangeType.DELETED ? null : ObservedPod.of(observed, before, seen);
        Optional<Action> action =
                PodActions.between(before, after, observed.getChange(), observed.getDeletedAt(), seen);
        if (before != null && before.owner() != null && before.facts().terminating()) {
            owner(before.owner(), before.facts().namespace()).deletions.echo(seen);
        }
        if (after == null) {
            pods.remove(observed.getUid());
        } else {
            pods.put(observed.getUid(), after);
        }
        boolean moved = before != null && (after == null || !slotOf(before).equals(slotOf(after)));
        if (before != null && before.owner() != null && moved) {
            owner(before.owner(), before.facts().namespace()).removePod(seen, before);
        }
        if (after != null && after.owner() != null) {
            owner(after.owner(), after.facts().namespace()).putPod(seen, after);
        }
        return action;
    }

    /** The pod as last observed. */
    @Nullable
    ObservedPod pod(String uid) {
        return pods.get(uid);
    }

    /** Forgets what lies so far back that no judgement to come can ask for it. */
    void forgetBefore(Instant time) {
        nodes.forgetBefore(time);
        for (ObservedDaemonSet daemonSet : daemonSets.values()) {
            daemonSet.forgetBefore(time);
        }
        daemonSets.values().removeIf(daemonSet -> {
            boolean vacant = daemonSet.isVacant();
            if (vacant) {
                revisions.forget(daemonSet.uid());
            }
            return vacant;
        });
    }

    private static String slotOf(ObservedPod pod) {
        return pod.ownerUid() + "/" + pod.facts().targetNode();
    }
}
