package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The views that the other controller may have had when it took one action, tried from the latest to the oldest: the DaemonSet, the nodes
 * and its pods each as of a moment of their own, as three watches that lag differently deliver them. The first view that allows the
 * action ends the search, so that the usual case, a controller that is up to date, costs one look.
 */
final class Retrospect {

    /** Sooner than this no controller has seen a pod and acted on it. */
    private static final Duration TO_BE_SEEN = Duration.ofMillis(15);

    /** Later than this after a pod has changed it is not that change which made a controller act. */
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private final Action action;
    private final Instant since;
    private final ObservedDaemonSet daemonSet;
    private final RecentMap<ObservedNode> nodes;
    private final Revisions revisions;
    private final List<DaemonSetVersion> versions;
    private final List<RecentMap.Change<SlotPods>> slotChanges;
    private final Map<Long, String> hashes = new TreeMap<>();
    private final Map<Long, RecentMap.AsOf<ObservedNode>> nodesBefore = new TreeMap<>();
    private final Map<Long, RecentMap.AsOf<SlotPods>> slotsBefore = new TreeMap<>();

    /** @param since the oldest moment that the view may show */
    Retrospect(Batch.Pending pending, ObservedDaemonSet daemonSet, RecentMap<ObservedNode> nodes, Revisions revisions) {
        this.action = pending.action();
        this.since = pending.since();
        this.daemonSet = daemonSet;
        this.nodes = nodes;
        this.revisions = revisions;
        this.versions = daemonSet.versions(action.offset(), since);
        this.slotChanges = daemonSet.slots().changesBefore(action.offset(), since);
    }

    /** The first view's yes, or nothing. */
    Optional<Ruling.Allowed> search(RuleProfile profile) {
        Optional<Ruling.Allowed> found = searchSlot(profile);
        return found.isPresent() || !mayTakePart(profile) ? found : searchRollouts(profile);
    }

    /** Why the latest view does not allow it. */
    String refusal(RuleProfile profile) {
        if (versions.isEmpty()) {
            return "there is no such DaemonSet";
        }
        View latest = latest(versions.getFirst());
        Ruling ruling = RolloutJudge.concerns(action, latest.version()) && isOld(latest, profile)
                ? RolloutJudge.rule(latest, action, List.of(), profile)
                : Judge.inSlot(latest, action, List.of(), profile);
        return ruling instanceof Ruling.Refused refused
                ? refused.why()
                : "the budget was used up by what came just before";
    }

    /** The state behind a refusal, as Rollcall holds it and as the other controller may have seen it at the earliest. */
    SortedMap<String, String> evidence(RuleProfile profile) {
        if (versions.isEmpty()) {
            return Collections.emptySortedMap();
        }
        TreeMap<String, String> evidence =
                new TreeMap<>(Evidence.of("rollcall", latest(versions.getFirst()), action.node(), profile));
        long nodeMark = marks(nodes, action.node()).getLast();
        long slotMark =
                slotChanges.isEmpty() ? action.offset() : slotChanges.getLast().offset();
        View oldest = view(versions.getLast(), nodeMark, slotMark, action.seen().time());
        evidence.putAll(Evidence.ofOther(oldest, evidence, action.node(), since, profile));
        return evidence;
    }

    /** How much speaks for it that an action which nothing allows is the controller's. */
    enum Suspicion {
        /** A person may have done it at any moment. */
        NONE,
        /** It looks like the controller's, and a person's may fall together with those. */
        DOUBTFUL,
        /** A failed pod that would have had to go later, and went as soon as it had failed. */
        TOO_EARLY,
        /** Hardly anybody else does that. */
        CERTAIN
    }

    /**
     * Pods are deleted by others too: by kubelets and by people. Like the controller's work looks the wrong one of two pods on a node, and an
     * old pod in a rollout when others went with it: the controller deletes what a look shows it at once, a person one pod at some moment.
     */
    Suspicion suspicion(RuleProfile profile) {
        return switch (action.type()) {
            case CREATE, ADOPT -> Suspicion.CERTAIN;
            case RELEASE, UNKNOWN -> Suspicion.NONE;
            case DELETE -> {
                if (versions.isEmpty()) {
                    yield Suspicion.NONE;
                }
                View latest = latest(versions.getFirst());
                if (latest.nodes().get(action.node()) == null) {
                    yield Suspicion.NONE;
                }
                if (isInPlaceOfADuplicate(latest, profile)) {
                    yield Suspicion.CERTAIN;
                }
                if (action.pod().facts().phase() == PodPhase.FAILED) {
                    boolean atOnce = !action.pod()
                            .seen()
                            .time()
                            .plus(AT_ONCE)
                            .isBefore(action.seen().time());
                    yield atOnce ? Suspicion.TOO_EARLY : Suspicion.NONE;
                }
                boolean inRollout = latest.version().rollingUpdate() != null && isOld(latest, profile);
                yield inRollout ? byCompany(latest.version()) : Suspicion.NONE;
            }
        };
    }

    /** A person's deletion falls together with one of the controller's by chance: the more of them, the likelier; the closer, the less. */
    private Suspicion byCompany(DaemonSetVersion version) {
        return switch (daemonSet.deletions.company(action.seen())) {
            case ALONE -> Suspicion.NONE;
            // With maxSurge an old pod goes when its own new one is available: there is no budget to go beyond
            // together.
            case ONE_CLOSE -> version.isSurge() ? Suspicion.DOUBTFUL : Suspicion.CERTAIN;
            case SOME -> Suspicion.DOUBTFUL;
        };
    }

    /** Who deletes one of two pods just when another one of them is to go, and was to for long enough to be seen, has taken the wrong one. */
    private boolean isInPlaceOfADuplicate(View view, RuleProfile profile) {
        List<Removal> removals = view.plan(action.node(), profile).removals();
        return removals.stream().noneMatch(removal -> removal.pod().uid().equals(action.podUid()))
                && removals.stream().anyMatch(removal -> removal.reason() == RemovalReason.DUPLICATE)
                && view.podsOn(action.node()).pods().stream()
                        .noneMatch(pod -> pod.firstSeenAt()
                                .plus(TO_BE_SEEN)
                                .isAfter(action.seen().time()));
    }

    private Optional<Ruling.Allowed> searchSlot(RuleProfile profile) {
        List<Long> nodeMarks = marks(nodes, action.node());
        if (action.type() == ActionType.DELETE) {
            // Whoever made the pod had seen the node as it was until then.
            nodeMarks.removeIf(mark -> mark < action.pod().firstSeen());
        }
        List<Long> slotMarks = marks(daemonSet.slots(), action.node());
        for (DaemonSetVersion version : versions) {
            for (long nodeMark : nodeMarks) {
                for (long slotMark : slotMarks) {
                    View view = view(version, nodeMark, slotMark, action.seen().time());
                    if (Judge.inSlot(view, action, earlier(slotMark), profile) instanceof Ruling.Allowed allowed) {
                        return Optional.of(allowed);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a rollout can have anything to do with the action's slot, whatever the others look like: it spares walks of all slots. */
    private boolean mayTakePart(RuleProfile profile) {
        for (DaemonSetVersion version : versions) {
            if (!RolloutJudge.concerns(action, version)) {
                continue;
            }
            for (long nodeMark : marks(nodes, action.node())) {
                for (long slotMark : marks(daemonSet.slots(), action.node())) {
                    for (Instant now : times(version)) {
                        if (RolloutJudge.mayTakePart(view(version, nodeMark, slotMark, now), action, profile)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private Optional<Ruling.Allowed> searchRollouts(RuleProfile profile) {
        for (DaemonSetVersion version : versions) {
            UpdateStrategy.RollingUpdate strategy = version.rollingUpdate();
            if (strategy == null || !RolloutJudge.concerns(action, version) || !isOld(latest(version), profile)) {
                continue;
            }
            for (Instant now : times(version)) {
                for (long nodeMark : nodeMarks(version)) {
                    Optional<Ruling.Allowed> found = goBack(version, strategy, nodeMark, now, profile);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Looks at the pods before each of their changes in turn, all else as it was at one moment. */
    private Optional<Ruling.Allowed> goBack(
            DaemonSetVersion version,
            UpdateStrategy.RollingUpdate strategy,
            long nodeMark,
            Instant now,
            RuleProfile profile) {
        RecentMap.AsOf<SlotPods> slots = daemonSet.slots().before(action.offset());
        View latest = view(version, nodeMark, slots, action.offset(), now);
        RolloutTally tally = new RolloutTally(latest, strategy, profile);
        Optional<Ruling.Allowed> found = walk(latest, tally, profile);
        for (RecentMap.Change<SlotPods> change : slotChanges) {
            if (found.isPresent()) {
                return found;
            }
            slots.undo(change);
            View view = view(version, nodeMark, slots, change.offset(), now);
            tally.count(view, change.key());
            found = walk(view, tally, profile);
        }
        return found;
    }

    private Optional<Ruling.Allowed> walk(View view, RolloutTally tally, RuleProfile profile) {
        List<Action> earlier = earlier(view.podsUntil());
        return tally.mayAllow(view, action, earlier)
                        && RolloutJudge.rule(view, action, earlier, profile) instanceof Ruling.Allowed allowed
                ? Optional.of(allowed)
                : Optional.empty();
    }

    /** A rollout deletes old pods only; creating does not ask for the pod's age here. */
    private boolean isOld(View view, RuleProfile profile) {
        return action.type() != ActionType.DELETE
                || !PodVersion.isCurrent(
                        action.pod().facts(), view.hash(), view.version().spec().templateGeneration(), profile);
    }

    /** A pod may have become available only after the other controller looked. */
    private List<Instant> times(DaemonSetVersion version) {
        Instant now = action.seen().time();
        return version.spec().minReadySeconds() > 0 ? List.of(now, since) : List.of(now);
    }

    private List<Action> earlier(long slotMark) {
        return daemonSet.batch.acceptedBetween(slotMark, action.offset());
    }

    private View view(DaemonSetVersion version, long nodeMark, long slotMark, Instant now) {
        return view(
                version,
                nodeMark,
                slotsBefore.computeIfAbsent(slotMark, mark -> daemonSet.slots().before(mark)),
                slotMark,
                now);
    }

    private View view(
            DaemonSetVersion version, long nodeMark, RecentMap.AsOf<SlotPods> slots, long slotMark, Instant now) {
        return new View(
                daemonSet,
                version,
                hashes.computeIfAbsent(
                        version.seen().offset(),
                        any -> revisions.hashOf(daemonSet, version.template()).hash()),
                nodesBefore.computeIfAbsent(nodeMark, nodes::before),
                slots,
                slotMark,
                now);
    }

    /** What a node is to a rollout. */
    private enum Part {
        GONE,
        INELIGIBLE,
        ELIGIBLE
    }

    private static Part part(DaemonSetVersion version, @Nullable ObservedNode node) {
        if (node == null) {
            return Part.GONE;
        }
        return version.judge(node).shouldRun() ? Part.ELIGIBLE : Part.INELIGIBLE;
    }

    private View latest(DaemonSetVersion version) {
        return view(version, action.offset(), action.offset(), action.seen().time());
    }

    /** The offsets before which the nodes looked different to a rollout of that version, the latest first; the first is the action's own. */
    private List<Long> nodeMarks(DaemonSetVersion version) {
        List<Long> marks = new ArrayList<>();
        marks.add(action.offset());
        RecentMap.AsOf<ObservedNode> latest = nodesBefore.computeIfAbsent(action.offset(), nodes::before);
        Map<String, Part> parts = new TreeMap<>();
        for (RecentMap.Change<ObservedNode> change : nodes.changesBefore(action.offset(), since)) {
            Part after = parts.computeIfAbsent(change.key(), node -> part(version, latest.get(node)));
            Part before = part(version, change.before());
            parts.put(change.key(), before);
            if (before != after) {
                marks.add(change.offset());
            }
        }
        return marks;
    }

    /** The offsets before which the value of that key was another one, the latest first; the first is the action's own. */
    private <V> List<Long> marks(RecentMap<V> map, String key) {
        List<Long> marks = new ArrayList<>();
        marks.add(action.offset());
        for (RecentMap.Change<V> change : map.changesBefore(action.offset(), since)) {
            if (change.key().equals(key)) {
                marks.add(change.offset());
            }
        }
        return marks;
    }
}
