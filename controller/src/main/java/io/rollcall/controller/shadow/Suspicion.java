package io.rollcall.controller.shadow;

import io.rollcall.rules.model.PodPhase;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.Removal;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Duration;
import java.util.List;

/** How much speaks for it that an action which nothing allows is the controller's. */
enum Suspicion {
    /** A person may have done it at any moment. */
    NONE,
    /** It looks like the controller's, and a person's may fall together with those. */
    DOUBTFUL,
    /** It follows at once upon a change that a wrong rule would answer so. A person may have chosen that moment, though not every time. */
    REACTION,
    /** An old pod in a rollout that has no room for it, by itself. */
    BEYOND_BUDGET,
    /** A failed pod that would have had to go later, and went as soon as it had failed. */
    TOO_EARLY,
    /** Hardly anybody else does that. */
    CERTAIN;

    /** Sooner than this no controller has seen a pod and acted on it. */
    private static final Duration TO_BE_SEEN = Duration.ofMillis(15);

    /** Later than this after a pod has changed it is not that change which made a controller act. */
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    /** No later than this after a change a controller has usually acted on it. */
    private static final Duration REACTION_TIME = Duration.ofMillis(50);

    /**
     * Pods are deleted by others too: by kubelets and by people. Like the controller's work looks the wrong one of two pods on a node, and an
     * old pod in a rollout when others went with it: the controller deletes what a look shows it at once, a person one pod at some moment.
     */
    static Suspicion of(PastViews views, RuleProfile profile) {
        Action action = views.action();
        return switch (action.type()) {
            case CREATE, ADOPT -> CERTAIN;
            case RELEASE, UNKNOWN -> NONE;
            case DELETE -> {
                if (views.versions().isEmpty()) {
                    yield NONE;
                }
                View latest = views.latest(views.versions().getFirst());
                if (latest.nodes().get(action.node()) == null) {
                    yield NONE;
                }
                if (isInPlaceOfADuplicate(action, latest, profile)) {
                    yield CERTAIN;
                }
                if (action.pod().facts().phase() == PodPhase.FAILED) {
                    boolean atOnce = !action.pod()
                            .seen()
                            .time()
                            .plus(AT_ONCE)
                            .isBefore(action.seen().time());
                    yield atOnce ? TOO_EARLY : NONE;
                }
                boolean inRollout = latest.version().rollingUpdate() != null && views.isOld(latest, profile);
                if (inRollout) {
                    yield byCompany(views.daemonSet(), action, latest);
                }
                yield isEviction(views, latest) ? REACTION : NONE;
            }
        };
    }

    /** A person's deletion falls together with one of the controller's by chance: the more of them, the likelier; the closer, the less. */
    private static Suspicion byCompany(ObservedDaemonSet daemonSet, Action action, View latest) {
        boolean surge = latest.version().isSurge();
        return switch (daemonSet.deletions.company(action.seen())) {
            case ALONE -> surge ? bySuccessor(action, latest) : BEYOND_BUDGET;
            // With maxSurge an old pod goes when its own new one is available: there is no budget to go beyond
            // together.
            case ONE_CLOSE -> surge ? DOUBTFUL : CERTAIN;
            case SOME -> DOUBTFUL;
        };
    }

    /** A surge that does not wait until the new pod is available deletes the old one when it sees the new one, or sees it Ready. */
    private static Suspicion bySuccessor(Action action, View latest) {
        boolean successor = latest.podsOn(action.node()).pods().stream()
                .filter(pod ->
                        !pod.uid().equals(action.podUid()) && !pod.facts().terminating())
                .anyMatch(pod -> isAnswer(action, pod.seen()));
        return successor ? REACTION : NONE;
    }

    /** A pod that may stay on its node goes just when the node became one that gets no new pod. */
    private static boolean isEviction(PastViews views, View latest) {
        Action action = views.action();
        ObservedNode node = latest.nodes().get(action.node());
        return node != null
                && isAnswer(action, node.seen())
                && !latest.verdict(action.node()).shouldRun()
                && latest.verdict(action.node()).shouldContinue()
                && views.nodeBefore(node.seen())
                        .filter(before -> latest.version().judge(before).shouldRun())
                        .isPresent();
    }

    private static boolean isAnswer(Action action, Seen change) {
        return !change.time().plus(REACTION_TIME).isBefore(action.seen().time());
    }

    /** Who deletes one of two pods just when another one of them is to go, and was to for long enough to be seen, has taken the wrong one. */
    private static boolean isInPlaceOfADuplicate(Action action, View view, RuleProfile profile) {
        List<Removal> removals = view.plan(action.node(), profile).removals();
        return removals.stream().noneMatch(removal -> removal.pod().uid().equals(action.podUid()))
                && removals.stream().anyMatch(removal -> removal.reason() == RemovalReason.DUPLICATE)
                && view.podsOn(action.node()).pods().stream()
                        .noneMatch(pod -> pod.firstSeenAt()
                                .plus(TO_BE_SEEN)
                                .isAfter(action.seen().time()));
    }
}
