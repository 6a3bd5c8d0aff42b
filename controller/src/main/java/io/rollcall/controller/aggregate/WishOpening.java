package io.rollcall.controller.aggregate;

import io.rollcall.events.ActionType;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.Command;
import io.rollcall.events.CreatePod;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.SlotRef;
import io.rollcall.events.WishState;
import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.model.DaemonSetIdentity;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.pod.PodComposer;
import io.rollcall.rules.pod.PodNames;
import io.rollcall.rules.slot.BackOff;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what a slot is to wish for into one numbered command and a decision for each pod it names. */
final class WishOpening {

    private final ClusterState state;
    private final DeciderOptions options;
    private final Writing writing;

    WishOpening(ClusterState state, DeciderOptions options, Writing writing) {
        this.state = state;
        this.options = options;
        this.writing = writing;
    }

    void open(DaemonSetAggregate daemonSet, Slot slot, SlotAction action) {
        switch (action) {
            case SlotAction.Create create -> create(daemonSet, slot, create);
            case SlotAction.Delete delete -> delete(daemonSet, slot, delete);
            case SlotAction.Adopt adopt ->
                own(daemonSet, slot, ActionType.ADOPT, adopt.pod(), new AdoptPod(adopt.pod(), null), "SELECTED_ORPHAN");
            case SlotAction.Relabel relabel ->
                own(
                        daemonSet,
                        slot,
                        ActionType.ADOPT,
                        relabel.pod(),
                        new AdoptPod(relabel.pod(), relabel.revisionHash()),
                        "DUPLICATE_REVISION");
            case SlotAction.Release release ->
                own(daemonSet, slot, ActionType.RELEASE, release.pod(), new ReleasePod(release.pod()), "NOT_SELECTED");
        }
        writing.slot(daemonSet, slot);
    }

    /**
     * Nobody has answered for too long. A creation is given up, so that the slot may wish anew, under the same pod name. A deletion is
     * wished for again in place: an actuator that comes back late will still carry it out, so the budget must not lose sight of it.
     */
    void renew(DaemonSetAggregate daemonSet, Slot slot) {
        WishState stuck = slot.wish;
        if (stuck == null) {
            return;
        }
        boolean decides = daemonSet.isActive() && daemonSet.fault() == null;
        List<PodRef> pods = decides && stuck.getCommand().getWish() instanceof DeletePods delete
                ? stillClaimed(daemonSet, slot, delete)
                : List.of();
        if (pods.isEmpty()) {
            WishEnding.giveUp(daemonSet, slot, state.journalTime());
        } else {
            // No decision goes with it: that one was taken, within the budget, when the wish was first made.
            command(daemonSet, slot, writing.nextOrdinal(), stuck.getCommand().getReason(), new DeletePods(pods));
        }
        writing.slot(daemonSet, slot);
    }

    private static List<PodRef> stillClaimed(DaemonSetAggregate daemonSet, Slot slot, DeletePods delete) {
        List<PodRef> pods = new ArrayList<>();
        for (PodRef pod : delete.getPods()) {
            TrackedPod tracked = slot.pods.get(pod.getUid());
            if (tracked != null
                    && !tracked.facts().terminating()
                    && daemonSet.spec().selector().matches(tracked.observed().getLabels())) {
                pods.add(pod);
            }
        }
        return pods;
    }

    private void create(DaemonSetAggregate daemonSet, Slot slot, SlotAction.Create create) {
        RevisionEntry revision = daemonSet.revisions.current();
        if (revision == null) {
            throw new IllegalStateException("a pod is wished for before there is a revision");
        }
        String name = PodNames.podName(
                daemonSet.observed().getName(), daemonSet.uid, slot.nodeUid, revision.hash(), slot.attempts);
        String pod = options.inlinePods() ? inline(daemonSet, slot, revision, name) : null;
        CreatePod wish = new CreatePod(name, slot.nodeUid, revision.hash(), revision.revision(), slot.attempts, pod);
        int ordinal = writing.nextOrdinal();
        Command command = command(daemonSet, slot, ordinal, create.reason().name(), wish);
        daemonSet.window.opened(create.reason() == CreateReason.MISSING_POD);
        decided(daemonSet, slot, command, ordinal, ActionType.CREATE, new PodRef(name, ""), create.detail());
    }

    private String inline(DaemonSetAggregate daemonSet, Slot slot, RevisionEntry revision, String name) {
        PodTemplate template = revision.template();
        return PodComposer.compose(
                        new DaemonSetIdentity(
                                daemonSet.observed().getNamespace(),
                                daemonSet.observed().getName(),
                                daemonSet.uid),
                        template,
                        revision.hash(),
                        daemonSet.spec().templateGeneration(),
                        slot.node,
                        name,
                        options.placement())
                .toString();
    }

    private void delete(DaemonSetAggregate daemonSet, Slot slot, SlotAction.Delete delete) {
        List<Removal> removals = delete.removals();
        removals = removals.subList(0, Math.min(removals.size(), daemonSet.deletes.room()));
        List<PodRef> refs = new ArrayList<>();
        for (Removal removal : removals) {
            refs.add(new PodRef(removal.pod().name(), removal.pod().uid()));
        }
        int ordinal = writing.nextOrdinal();
        Removal first = removals.get(0);
        Command command = command(daemonSet, slot, ordinal, first.reason().name(), new DeletePods(refs));
        boolean failed = false;
        for (Removal removal : removals) {
            PodFacts pod = removal.pod();
            failed = failed || removal.reason() == RemovalReason.FAILED_POD;
            decided(
                    daemonSet,
                    slot,
                    command,
                    removal == first ? ordinal : writing.nextOrdinal(),
                    removal.reason().name(),
                    ActionType.DELETE,
                    new PodRef(pod.name(), pod.uid()),
                    detail(slot, removal, delete.detail()));
        }
        if (failed) {
            Instant now = state.journalTime();
            BackOff before = slot.backOffGeneration == daemonSet.observedGeneration() ? slot.backOff : null;
            slot.backOff = before == null ? BackOff.first(now) : before.next(now);
            slot.backOffGeneration = daemonSet.observedGeneration();
        }
    }

    private static SortedMap<String, String> detail(Slot slot, Removal removal, SortedMap<String, String> detail) {
        if (removal.reason() != RemovalReason.NOT_ELIGIBLE) {
            return detail;
        }
        Obstacle obstacle = slot.verdict.obstacle();
        SortedMap<String, String> because = new TreeMap<>(obstacle.detail());
        because.put("obstacle", obstacle.code());
        return because;
    }

    private void own(
            DaemonSetAggregate daemonSet, Slot slot, ActionType action, PodRef pod, Object wish, String reason) {
        int ordinal = writing.nextOrdinal();
        Command command = command(daemonSet, slot, ordinal, reason, wish);
        decided(daemonSet, slot, command, ordinal, action, pod, Collections.emptySortedMap());
    }

    private Command command(DaemonSetAggregate daemonSet, Slot slot, int ordinal, String reason, Object wish) {
        Command command = Command.newBuilder()
                .setCommandId(writing.position().decisionId(ordinal))
                .setSlot(new SlotRef(daemonSet.ref(), slot.node))
                .setSlotSeq(writing.slotSeq(ordinal))
                .setDecidedAt(state.journalTime())
                .setJournal(writing.position().toEvent())
                .setCause(writing.cause())
                .setReason(reason)
                .setWish(wish)
                .build();
        daemonSet.deletes.ended(slot.wish);
        slot.wish = new WishState(command, null, state.journalTime());
        daemonSet.deletes.opened(slot.wish);
        writing.output(new Output.CommandIssued(command));
        return command;
    }

    private void decided(
            DaemonSetAggregate daemonSet,
            Slot slot,
            Command command,
            int ordinal,
            ActionType action,
            PodRef pod,
            Map<String, String> detail) {
        decided(daemonSet, slot, command, ordinal, command.getReason(), action, pod, detail);
    }

    private void decided(
            DaemonSetAggregate daemonSet,
            Slot slot,
            Command command,
            int ordinal,
            String reason,
            ActionType action,
            PodRef pod,
            Map<String, String> detail) {
        String hash = revisionHash(daemonSet, slot, action, pod);
        RevisionEntry revision = daemonSet.revisions.byHash(hash);
        writing.output(new Output.Decided(Decision.newBuilder()
                .setDecisionId(writing.position().decisionId(ordinal))
                .setAt(state.journalTime())
                .setJournal(writing.position().toEvent())
                .setCause(writing.cause())
                .setDaemonSet(daemonSet.ref())
                .setAction(action)
                .setNode(slot.node)
                .setPod(pod.getName())
                .setPodUid(pod.getUid().isEmpty() ? null : pod.getUid())
                .setRevision(revision == null ? 0 : revision.revision())
                .setRevisionHash(hash)
                .setReason(reason)
                .setDetail(new TreeMap<>(detail))
                .setCommandId(command.getCommandId())
                .setSlotSeq(command.getSlotSeq())
                .setRules(state.profile().name())
                .setShadow(null)
                .build()));
    }

    private static String revisionHash(DaemonSetAggregate daemonSet, Slot slot, ActionType action, PodRef pod) {
        if (action == ActionType.CREATE) {
            return daemonSet.currentHash();
        }
        TrackedPod tracked = slot.pods.get(pod.getUid());
        String label = tracked == null ? null : tracked.facts().hashLabel();
        return label == null ? "" : label;
    }
}
