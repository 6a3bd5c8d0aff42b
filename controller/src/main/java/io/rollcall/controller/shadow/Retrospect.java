package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The views that the other controller may have had when it took one action, tried from the latest to the oldest: the DaemonSet, the nodes
 * and its pods each as of a moment of their own, as three watches that lag differently deliver them. The first view that allows the
 * action ends the search, so that the usual case, a controller that is up to date, costs one look.
 */
final class Retrospect {

    private final PastViews views;
    private final Action action;

    Retrospect(PastViews views) {
        this.views = views;
        this.action = views.action();
    }

    /**
     * The first view's yes, or nothing. Deletions for which people may be taken for the controller keep the views that its own earlier
     * actions rule out: what it had seen does not bind people.
     */
    Optional<Ruling.Allowed> search(RuleProfile profile) {
        Optional<Ruling.Allowed> found = searchBound(profile);
        return found.isPresent() || action.type() != ActionType.DELETE
                ? found
                : new Retrospect(views.unbound())
                        .searchBound(profile)
                        .filter(allowed -> !Rounds.ITS_OWN.contains(allowed.reason()));
    }

    private Optional<Ruling.Allowed> searchBound(RuleProfile profile) {
        Optional<Ruling.Allowed> found = searchSlot(profile);
        return found.isPresent() || !mayTakePart(profile) ? found : searchRollouts(profile);
    }

    /** Why the latest view does not allow it. */
    String refusal(RuleProfile profile) {
        if (views.versions().isEmpty()) {
            return "there is no such DaemonSet";
        }
        View latest = views.latest(views.versions().getFirst());
        Ruling ruling = RolloutJudge.concerns(action, latest.version()) && views.isOld(latest, profile)
                ? RolloutJudge.rule(latest, action, List.of(), profile)
                : Judge.inSlot(latest, action, List.of(), profile);
        return ruling instanceof Ruling.Refused refused
                ? refused.why()
                : "the budget was used up by what came just before";
    }

    /** The state behind a refusal, as Rollcall holds it and as the other controller may have seen it at the earliest. */
    SortedMap<String, String> evidence(RuleProfile profile) {
        if (views.versions().isEmpty()) {
            return Collections.emptySortedMap();
        }
        TreeMap<String, String> evidence = new TreeMap<>(
                Evidence.of("rollcall", views.latest(views.versions().getFirst()), action.node(), profile));
        long nodeMark = views.nodeMarks().getLast();
        long slotMark = views.slotChanges().isEmpty()
                ? action.offset()
                : views.slotChanges().getLast().offset();
        View oldest = views.view(
                views.versions().getLast(), nodeMark, slotMark, action.seen().time());
        evidence.putAll(Evidence.ofOther(oldest, evidence, action.node(), views.since(), profile));
        return evidence;
    }

    private Optional<Ruling.Allowed> searchSlot(RuleProfile profile) {
        List<Long> nodeMarks = views.nodeMarks();
        if (action.type() == ActionType.DELETE) {
            // Whoever made the pod had seen the node as it was until then.
            nodeMarks.removeIf(mark -> mark < action.pod().firstSeen());
        }
        List<Long> slotMarks = views.slotMarks();
        for (DaemonSetVersion version : views.versions()) {
            for (long nodeMark : nodeMarks) {
                for (long slotMark : slotMarks) {
                    View view = views.view(
                            version, nodeMark, slotMark, action.seen().time());
                    if (Judge.inSlot(view, action, views.earlier(slotMark), profile)
                            instanceof Ruling.Allowed allowed) {
                        return Optional.of(allowed);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a rollout can have anything to do with the action's slot, whatever the others look like: it spares walks of all slots. */
    private boolean mayTakePart(RuleProfile profile) {
        for (DaemonSetVersion version : views.versions()) {
            if (!RolloutJudge.concerns(action, version)) {
                continue;
            }
            for (long nodeMark : views.nodeMarks()) {
                for (long slotMark : views.slotMarks()) {
                    for (Instant now : views.times(version)) {
                        if (RolloutJudge.mayTakePart(views.view(version, nodeMark, slotMark, now), action, profile)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private Optional<Ruling.Allowed> searchRollouts(RuleProfile profile) {
        for (DaemonSetVersion version : views.versions()) {
            UpdateStrategy.RollingUpdate strategy = version.rollingUpdate();
            if (strategy == null
                    || !RolloutJudge.concerns(action, version)
                    || !views.isOld(views.latest(version), profile)) {
                continue;
            }
            for (Instant now : views.times(version)) {
                for (long nodeMark : views.nodeMarks(version)) {
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
        RecentMap.AsOf<SlotPods> slots = views.slots();
        View latest = views.view(version, nodeMark, slots, action.offset(), now);
        RolloutTally tally = new RolloutTally(latest, strategy, profile);
        Optional<Ruling.Allowed> found = walk(latest, tally, profile);
        for (RecentMap.Change<SlotPods> change : views.slotChanges()) {
            if (found.isPresent()) {
                return found;
            }
            slots.undo(change);
            View view = views.view(version, nodeMark, slots, change.offset(), now);
            tally.count(view, change.key());
            found = walk(view, tally, profile);
        }
        return found;
    }

    private Optional<Ruling.Allowed> walk(View view, RolloutTally tally, RuleProfile profile) {
        List<Action> earlier = views.earlier(view.podsUntil());
        return tally.mayAllow(view, action, earlier)
                        && RolloutJudge.rule(view, action, earlier, profile) instanceof Ruling.Allowed allowed
                ? Optional.of(allowed)
                : Optional.empty();
    }
}
