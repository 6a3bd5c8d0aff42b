package io.rollcall.controller.shadow;

import io.rollcall.events.ActionType;
import io.rollcall.events.Decision;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges one action: whose it is, what the rules say of it, and what follows from that for the actions after it.
 */
final class Hearing {

    /** A grace period that no clock's coarseness can hide. */
    private static final Duration CLEARLY = Duration.ofSeconds(5);

    private static final int AGAIN = 2;

    /** For so long after a deletion that can only be a person's, others may be that person's too. */
    private static final Duration ALONE = Duration.ofSeconds(10);

    private final ObservedCluster cluster;
    private final DefectSearch search;
    private final RuleProfile profile;
    private Instant lastStranger = Instant.EPOCH;

    Hearing(ObservedCluster cluster, DefectSearch search, RuleProfile profile) {
        this.cluster = cluster;
        this.search = search;
        this.profile = profile;
    }

    /** The decision that tells of it; empty for what is known to be the garbage collector's or pod GC's. */
    Optional<Decision> hear(ObservedDaemonSet daemonSet, Batch.Pending pending) {
        Action action = pending.action();
        DaemonSetVersion present = daemonSet.versionBefore(action.offset());
        String hash = action.pod().facts().hashLabel();
        if (isOthers(action, present)) {
            return Optional.empty();
        }
        if (action.type() == ActionType.CREATE && present != null && hash != null) {
            cluster.revisions().learn(daemonSet, hash, present.template());
        }
        PastViews views = new PastViews(pending, daemonSet, cluster.nodes(), cluster.revisions());
        Finding finding = search.judge(new Retrospect(views));
        long number = cluster.revisions().numberOf(daemonSet, hash);
        switch (finding) {
            case Finding.Matched matched -> accept(daemonSet, action, matched.ruling());
            case Finding.Explained explained -> accept(daemonSet, action, explained.ruling());
            case Finding.Unexplained unexplained -> {
                Suspicion suspicion = Suspicion.of(views, profile);
                boolean controllers = switch (suspicion) {
                    case NONE -> false;
                    case REACTION -> present != null && isRule(daemonSet, present);
                    case BEYOND_BUDGET -> present != null && isWave(daemonSet, action, present);
                    case CERTAIN -> true;
                    case DOUBTFUL -> !isFirstDoubt(daemonSet, present);
                    case TOO_EARLY -> isTooEarlyAgain(daemonSet, action, present);
                };
                if (suspicion == Suspicion.NONE) {
                    daemonSet.telltales.stranger();
                    lastStranger = action.seen().time();
                }
                if (!controllers) {
                    return Optional.of(Verdicts.unattributed(action, unexplained, daemonSet, number, profile));
                }
            }
        }
        return Optional.of(Verdicts.of(action, finding, daemonSet, number, profile));
    }

    private static boolean isRule(ObservedDaemonSet daemonSet, DaemonSetVersion present) {
        return daemonSet.telltales.isRule(present.spec().generation());
    }

    /** People delete many pods at once too, and then not only such as a rollout would replace. */
    private boolean isWave(ObservedDaemonSet daemonSet, Action action, DaemonSetVersion present) {
        boolean wave = daemonSet.telltales.isWave(
                present.spec().generation(), action.seen().time());
        String hash = cluster.revisions().hashOf(daemonSet, present.template()).hash();
        return wave
                && lastStranger.plus(ALONE).isBefore(action.seen().time())
                && daemonSet.batch.waiting().stream()
                        .noneMatch(next -> next.type() == ActionType.DELETE
                                && hash.equals(next.pod().facts().hashLabel()));
    }

    /**
     * Once in a version of the DaemonSet, one deletion too many among several may have been a person's that fell together with them; a
     * controller that miscounts does it again.
     */
    private static boolean isFirstDoubt(ObservedDaemonSet daemonSet, @Nullable DaemonSetVersion present) {
        return present != null && daemonSet.doubt(present.spec().generation());
    }

    /** A person may have deleted a failed pod; who does it on one node again and again does not know of the back-off. */
    private static boolean isTooEarlyAgain(
            ObservedDaemonSet daemonSet, Action action, @Nullable DaemonSetVersion present) {
        return present != null
                && daemonSet.failureWaits.deletedTooEarly(
                                action.node(), present.spec().generation())
                        >= AGAIN;
    }

    /** Once the owner is gone or going its pods are the garbage collector's, whatever else might ask for their removal. */
    private static boolean isOthers(Action action, @Nullable DaemonSetVersion present) {
        return switch (action.type()) {
            case RELEASE -> present == null || present.terminating();
            case DELETE -> present == null || present.terminating() || isForced(action, present);
            case CREATE, ADOPT, UNKNOWN -> false;
        };
    }

    /** The DaemonSet controller gives pods the time that their template asks for; pod garbage collection and kubectl --force do not. */
    private static boolean isForced(Action action, DaemonSetVersion present) {
        PodFacts pod = action.pod().facts();
        Duration grace = action.grace();
        return grace != null
                && pod.bound()
                && !pod.terminal()
                && present.terminationGrace().compareTo(CLEARLY) >= 0
                && grace.compareTo(present.terminationGrace().dividedBy(2)) < 0;
    }

    private static void accept(ObservedDaemonSet daemonSet, Action action, Ruling.Allowed ruling) {
        daemonSet.batch.accept(action);
        if (ruling.reason().equals(RemovalReason.FAILED_POD.code())) {
            long generation = ruling.version().spec().generation();
            daemonSet.failureWaits.deleted(
                    action.node(), generation, action.seen().time());
        }
    }
}
