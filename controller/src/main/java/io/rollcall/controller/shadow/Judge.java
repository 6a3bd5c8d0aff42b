package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.rules.claim.Claim;
import io.rollcall.rules.claim.ClaimResult;
import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import io.rollcall.rules.slot.SlotPlan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a view has an action in what must or may be done. A pure function of the view, the profile and the actions that were already
 * allowed and may have come of the same view: these have used up their slot or their part of the budget.
 */
final class Judge {

    private Judge() {}

    /**
     * What the slot alone decides: all but rollouts.
     *
     * @param earlier allowed actions that this view does not show yet
     */
    static Ruling inSlot(View view, Action action, List<Action> earlier, RuleProfile profile) {
        if (!view.version().isManaged()) {
            return new Ruling.Refused(
                    "the DaemonSet is being deleted, or selects everything or not its own pods, so its controller rests");
        }
        return switch (action.type()) {
            case CREATE -> create(view, action, earlier, profile);
            case DELETE -> delete(view, action, profile);
            case ADOPT -> claim(view, action, ClaimResult.ADOPT, null);
            case RELEASE ->
                claim(view, action, ClaimResult.RELEASE, view.daemonSet().uid());
            case UNKNOWN -> new Ruling.Refused("nobody knows what was done");
        };
    }

    private static Ruling create(View view, Action action, List<Action> earlier, RuleProfile profile) {
        String wrong = wrongRevision(view, action, profile);
        if (wrong != null) {
            return new Ruling.Refused(wrong);
        }
        if (createdSince(action.node(), earlier)) {
            return new Ruling.Refused("a pod had just been created on node " + action.node());
        }
        SlotPlan plan = view.plan(action.node(), profile);
        if (plan.create()) {
            return allowed("MISSING_POD", Collections.emptySortedMap(), view, action.node());
        }
        return new Ruling.Refused(whyNoPod(view, action.node(), plan));
    }

    /** Why a created pod is not of the version of the view; null when it is. */
    static @Nullable String wrongRevision(View view, Action action, RuleProfile profile) {
        PodFacts pod = action.pod().facts();
        boolean current =
                PodVersion.isCurrent(pod, view.hash(), view.version().spec().templateGeneration(), profile);
        return current || view.hash().isEmpty()
                ? null
                : "it is of revision " + pod.hashLabel() + " and the current one is " + view.hash();
    }

    static boolean createdSince(String node, List<Action> earlier) {
        return earlier.stream()
                .anyMatch(one -> one.type() == ActionType.CREATE && one.node().equals(node));
    }

    private static String whyNoPod(View view, String node, SlotPlan plan) {
        SlotPods pods = view.podsOn(node);
        if (!view.verdict(node).shouldRun()) {
            return "node " + node + " should not run the pod: "
                    + view.verdict(node).obstacle().text();
        }
        String hold =
                plan.hold().code().equals("NONE") ? "" : ", and " + plan.hold().text();
        return pods.isEmpty()
                ? "nothing asks for it" + hold
                : "node " + node + " has pod " + pods.pods().getFirst().facts().name() + hold;
    }

    private static Ruling delete(View view, Action action, RuleProfile profile) {
        SlotPlan plan = view.hastyPlan(action.node(), profile);
        for (Removal removal : plan.removals()) {
            if (isMeant(removal, action, view)) {
                return allowed(
                        removal.reason().code(), detail(removal.reason(), view, action.node()), view, action.node());
            }
        }
        return new Ruling.Refused("nothing asks for its removal");
    }

    /** Of several failed pods of a slot any one may go first. */
    private static boolean isMeant(Removal removal, Action action, View view) {
        return removal.pod().uid().equals(action.podUid())
                || (removal.reason() == RemovalReason.FAILED_POD
                        && view.podsOn(action.node()).facts().stream()
                                .anyMatch(pod -> pod.uid().equals(action.podUid())
                                        && pod.phase() == PodPhase.FAILED
                                        && !pod.terminating()));
    }

    private static Ruling claim(View view, Action action, ClaimResult wanted, @Nullable String controller) {
        PodFacts pod = action.pod().facts();
        ClaimResult result = Claim.of(
                pod.labels(),
                controller,
                pod.terminating(),
                view.daemonSet().uid(),
                view.version().spec().selector(),
                view.version().terminating());
        return result == wanted
                ? allowed(
                        wanted == ClaimResult.ADOPT ? "SELECTOR_MATCHES" : "SELECTOR_MATCHES_NO_MORE",
                        Collections.emptySortedMap(),
                        view,
                        action.node())
                : new Ruling.Refused("the selector and the pod's labels do not ask for it");
    }

    static Ruling allowed(String reason, SortedMap<String, String> detail, View view, String node) {
        return new Ruling.Allowed(reason, detail, cause(view, node), view.version());
    }

    /** What changed last of that which decides about the slot: the DaemonSet, the node or the slot's pods. */
    private static Seen cause(View view, String node) {
        Seen last = view.version().seen();
        ObservedNode there = view.nodes().get(node);
        if (there != null) {
            last = Seen.later(last, there.seen());
        }
        Seen pods = view.podsOn(node).seen();
        return pods == null ? last : Seen.later(last, pods);
    }

    static SortedMap<String, String> detail(RemovalReason reason, View view, String node) {
        TreeMap<String, String> detail = new TreeMap<>();
        if (reason == RemovalReason.NOT_ELIGIBLE || reason == RemovalReason.SURGE_INELIGIBLE) {
            Obstacle obstacle = view.verdict(node).obstacle();
            detail.putAll(obstacle.detail());
            detail.put("obstacle", obstacle.code());
        }
        return detail;
    }

    static SortedMap<String, String> budget(Budget budget, int used) {
        TreeMap<String, String> detail = new TreeMap<>();
        if (budget.maxSurge() > 0) {
            detail.put("maxSurge", Integer.toString(budget.maxSurge()));
            detail.put("surging", Integer.toString(used));
        } else {
            detail.put("maxUnavailable", Integer.toString(budget.maxUnavailable()));
            detail.put("unavailable", Integer.toString(used));
        }
        return detail;
    }
}
