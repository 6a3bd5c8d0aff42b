package io.rollcall.controller.aggregate;

import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.profile.RuleProfile;
import org.jspecify.annotations.Nullable;

/** Folds what the journal tells into the state and touches the slots that it concerns. Decides nothing. */
final class Observations {

    private final ClusterState state;
    private final Writing writing;

    Observations(ClusterState state, Writing writing) {
        this.state = state;
        this.writing = writing;
    }

    void fold(JournalRecord record, long offset) {
        switch (record.getBody()) {
            case NodeObserved node -> node(node);
            case PodObserved pod -> pod(pod);
            case DaemonSetObserved daemonSet -> daemonSet(daemonSet, offset, record.getCause());
            case RevisionObserved revision -> revision(revision);
            case CommandResultObserved result -> result(result);
            case SourceSynced barrier -> barrier(barrier);
            case RulesActivated rules -> state.activate(RuleProfile.of(rules.getProfile()));
            case RelistStarted started -> {}
            case RelistFinished finished -> {}
            case ClockTicked tick -> {}
            default ->
                throw new IllegalStateException(
                        "unknown journal record " + record.getBody().getClass().getName());
        }
    }

    private void barrier(SourceSynced barrier) {
        if (state.barriers.reached(barrier)) {
            state.known().forEach(state::touchAll);
        }
    }

    private void node(NodeObserved observed) {
        if (observed.getChange() == ChangeType.DELETED) {
            nodeGone(observed);
            return;
        }
        KnownNode node = KnownNode.of(observed);
        KnownNode before = state.nodes.put(observed.getName(), node);
        writing.node(observed.getName(), observed);
        if (before != null && node.judgedLike(before)) {
            return;
        }
        for (DaemonSetAggregate daemonSet : state.known()) {
            judge(daemonSet, node);
            state.touch(daemonSet, observed.getName());
        }
    }

    private void nodeGone(NodeObserved observed) {
        KnownNode before = state.nodes.get(observed.getName());
        if (before == null || !before.observed().getUid().equals(observed.getUid())) {
            return;
        }
        state.nodes.remove(observed.getName());
        writing.node(observed.getName(), null);
        for (DaemonSetAggregate daemonSet : state.known()) {
            Slot slot = daemonSet.slots.get(observed.getName());
            if (slot != null) {
                slot.nodeExists = false;
                slot.verdict = Verdict.NODE_GONE;
                state.touch(daemonSet, observed.getName());
            }
        }
    }

    static void judge(DaemonSetAggregate daemonSet, KnownNode node) {
        Slot slot = daemonSet.slot(node.facts().name());
        slot.nodeExists = true;
        slot.nodeUid = node.facts().uid();
        slot.verdict = daemonSet.judge(node);
    }

    private void daemonSet(DaemonSetObserved object, long offset, @Nullable Cause cause) {
        if (object.getChange() == ChangeType.DELETED) {
            DaemonSetAggregate gone = state.remove(object.getUid());
            if (gone != null) {
                state.forgetPace(gone);
                forget(gone);
            }
            return;
        }
        DaemonSetAggregate daemonSet = state.daemonSet(object.getUid());
        writing.daemonSet(daemonSet);
        state.touched.add(daemonSet.uid);
        DaemonSetSpec spec;
        try {
            spec = Facts.spec(object);
        } catch (IllegalArgumentException e) {
            daemonSet.invalidSpec("generation " + object.getGeneration()
                    + " cannot be used, the last valid one stays in force: " + e.getMessage());
            return;
        }
        boolean first = !daemonSet.isKnown();
        boolean wasActive = daemonSet.isActive();
        boolean changed = daemonSet.observe(object, spec, offset, cause);
        if (changed) {
            state.nodes.values().forEach(node -> judge(daemonSet, node));
            forgetRefusals(daemonSet);
        }
        if (first) {
            state.enlist(daemonSet);
            state.unplaced.ownedBy(daemonSet.uid).forEach(this::pod);
        }
        // Each status that is written comes back as another version of the object; it is no news for the slots.
        if (changed || wasActive != daemonSet.isActive()) {
            state.touchAll(daemonSet);
        }
    }

    /** What was refused to another spec is worth trying at once. */
    private void forgetRefusals(DaemonSetAggregate daemonSet) {
        daemonSet.window.lift();
        for (Slot slot : daemonSet.slots.values()) {
            if (slot.retryAt != null) {
                slot.retryAt = null;
                writing.slot(daemonSet, slot);
            }
        }
    }

    private void forget(DaemonSetAggregate gone) {
        for (Slot slot : gone.slots.values()) {
            slot.pods.keySet().forEach(state.homes::remove);
            state.deadlines.replace(slot.deadline, null);
            writing.slotGone(gone, slot);
        }
        writing.daemonSetGone(gone);
    }

    /** Anybody's ControllerRevision may have the name of one of ours, or wait for an owner. */
    private void revision(RevisionObserved revision) {
        if (revision.getChange() != ChangeType.DELETED) {
            state.revisionObjects.put(revision);
            writing.revisionObject(revision.getUid(), revision);
        } else if (state.revisionObjects.remove(revision)) {
            writing.revisionObject(revision.getUid(), null);
        } else {
            return;
        }
        for (DaemonSetAggregate daemonSet : state.inNamespace(revision.getNamespace())) {
            if (concerns(revision, daemonSet)) {
                daemonSet.revisions.stale(true);
                state.touched.add(daemonSet.uid);
            }
        }
    }

    private static boolean concerns(RevisionObserved revision, DaemonSetAggregate daemonSet) {
        return daemonSet.revisions.named(revision.getName()) != null
                || daemonSet.revisions.isLeaving(revision.getUid())
                || (revision.getController() == null
                        ? daemonSet.spec().selector().matches(revision.getLabels())
                        : revision.getController().getUid().equals(daemonSet.uid));
    }

    private void result(CommandResultObserved result) {
        DaemonSetAggregate daemonSet =
                state.daemonSets.get(result.getSlot().getDaemonSet().getUid());
        Slot slot =
                daemonSet == null ? null : daemonSet.slots.get(result.getSlot().getNode());
        if (daemonSet != null && slot != null && WishEnding.answered(daemonSet, slot, result, state.journalTime())) {
            writing.slot(daemonSet, slot);
            state.touch(daemonSet, slot.node);
        }
    }

    private void pod(PodObserved pod) {
        boolean gone = pod.getChange() == ChangeType.DELETED;
        String ownerUid = Facts.controllerUid(pod);
        DaemonSetAggregate owner = ownerUid == null ? null : state.daemonSets.get(ownerUid);
        ClusterState.Home home = owner == null || !owner.isKnown() || pod.getTargetNode() == null
                ? null
                : new ClusterState.Home(owner.uid, pod.getTargetNode());
        ClusterState.Home left = state.homes.get(pod.getUid());
        TrackedPod before = tracked(pod.getUid(), left);
        if (left != null && (gone || !left.equals(home))) {
            leave(pod, left);
        }
        PodObserved wasUnplaced = state.unplaced.remove(pod.getUid());
        if (wasUnplaced != null) {
            writing.orphan(pod.getUid(), null);
            endAdoptions(wasUnplaced, pod);
            touchClaimants(wasUnplaced);
        }
        if (owner != null && home != null) {
            enter(pod, owner, home, gone ? null : TrackedPod.observed(pod, before, state.journalTime()));
        } else if (!gone) {
            state.unplaced.put(pod);
            writing.orphan(pod.getUid(), pod);
            touchClaimants(pod);
        }
    }

    private @Nullable TrackedPod tracked(String uid, ClusterState.@Nullable Home home) {
        if (home == null) {
            return null;
        }
        DaemonSetAggregate daemonSet = state.daemonSets.get(home.daemonSetUid());
        Slot slot = daemonSet == null ? null : daemonSet.slots.get(home.node());
        return slot == null ? null : slot.pods.get(uid);
    }

    private void leave(PodObserved pod, ClusterState.Home left) {
        state.homes.remove(pod.getUid());
        DaemonSetAggregate daemonSet = state.daemonSets.get(left.daemonSetUid());
        Slot slot = daemonSet == null ? null : daemonSet.slots.get(left.node());
        if (daemonSet != null && slot != null) {
            daemonSet.lose(slot, pod.getUid());
            WishEnding.podObserved(daemonSet, slot, pod);
            writing.slot(daemonSet, slot);
            state.touch(daemonSet, slot.node);
        }
    }

    private void enter(
            PodObserved pod, DaemonSetAggregate owner, ClusterState.Home home, @Nullable TrackedPod tracked) {
        Slot slot = owner.slot(home.node());
        if (tracked != null) {
            owner.hold(slot, tracked);
            state.homes.put(pod.getUid(), home);
        }
        WishEnding.podObserved(owner, slot, pod);
        writing.slot(owner, slot);
        state.touch(owner, slot.node);
    }

    /** Whoever wished to adopt the pod does so no longer if it is gone or owned now, also by another. */
    private void endAdoptions(PodObserved orphan, PodObserved now) {
        if (orphan.getController() != null || orphan.getTargetNode() == null) {
            return;
        }
        for (DaemonSetAggregate daemonSet : state.inNamespace(orphan.getNamespace())) {
            Slot slot = daemonSet.slots.get(orphan.getTargetNode());
            if (slot != null && WishEnding.orphanObserved(daemonSet, slot, now)) {
                writing.slot(daemonSet, slot);
                state.touch(daemonSet, slot.node);
            }
        }
    }

    /** A pod without a controller concerns every DaemonSet of its namespace that selects it. */
    private void touchClaimants(PodObserved pod) {
        if (pod.getController() != null || pod.getTargetNode() == null) {
            return;
        }
        for (DaemonSetAggregate daemonSet : state.inNamespace(pod.getNamespace())) {
            if (daemonSet.spec().selector().matches(pod.getLabels())) {
                state.touch(daemonSet, daemonSet.slot(pod.getTargetNode()).node);
            }
        }
    }
}
