package io.rollcall.controller.shadow;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.controller.aggregate.JournalPosition;
import io.rollcall.controller.aggregate.Outcome;
import io.rollcall.controller.aggregate.Output;
import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Audits another DaemonSet controller by the journal of its cluster. For each pod that it creates, deletes, adopts or releases a decision
 * comes out that says whether Rollcall's rules allow it, which known defect of Kubernetes explains it if not, or that nothing does; and
 * one for each demand of the rules that it leaves open for five seconds. The status comes from Rollcall's own rules on what was observed.
 * No commands and no rows: a restart reads the journal from its start.
 *
 * <p>An action is judged up to a second after it was read. At the end of a history the caller gives {@link ClockTicked} records at
 * {@link #nextDeadline} as long as that is within {@link #SETTLING} of the history's end; later deadlines belong to demands that the
 * history did not run long enough to call open.
 */
public final class ShadowAuditor implements JournalDecider {

    /** How long after the last record of a history the last action is judged. */
    public static final Duration SETTLING = Batch.PATIENCE;

    /** How far back views look at most behind the oldest action that waits. */
    private static final Duration MEMORY = Batch.STALENESS.plus(Batch.PATIENCE);

    private final ObservedCluster cluster = new ObservedCluster();
    private final Barriers barriers = new Barriers();
    private final Rounds rounds = new Rounds(cluster.revisions());
    private final Appraiser appraiser;
    private RuleProfile profile;
    private Hearing hearing;
    private Instant now = Instant.MIN;
    private long revisionsEdition;

    /** @param profile the rules to judge by until the journal activates others; the defects it has are not reported */
    public ShadowAuditor(RuleProfile profile) {
        this.profile = profile;
        this.hearing = new Hearing(cluster, new DefectSearch(profile), profile);
        this.appraiser = new Appraiser(cluster, profile);
    }

    @Override
    public Outcome handle(JournalPosition position, Instant time, JournalRecord record) {
        now = time.isAfter(now) ? time : now;
        Seen seen = new Seen(position, now, record.getCause());
        List<Output> outputs = new ArrayList<>();
        judgeDue(outputs);
        reportOverdue(seen, outputs);
        fold(record, seen, outputs);
        tellStatus(seen, outputs);
        cluster.forgetBefore(horizon());
        return outputs.isEmpty() ? Outcome.NOTHING : new Outcome(List.copyOf(outputs), List.of());
    }

    @Override
    public Optional<Instant> nextDeadline() {
        Optional<Instant> judging = cluster.daemonSets().stream()
                .flatMap(daemonSet -> daemonSet.batch.due().stream())
                .min(Comparator.naturalOrder());
        Optional<Instant> appraising = appraiser.nextDue();
        if (judging.isEmpty() || appraising.isEmpty()) {
            return judging.isPresent() ? judging : appraising;
        }
        return judging.get().isBefore(appraising.get()) ? judging : appraising;
    }

    /** Takes nothing back: the audit has no rows. */
    @Override
    public void restore(StateRow row) {}

    @Override
    public void restored() {}

    private void fold(JournalRecord record, Seen seen, List<Output> outputs) {
        switch (record.getBody()) {
            case NodeObserved node -> {
                cluster.observe(node, seen);
                for (ObservedDaemonSet daemonSet : cluster.daemonSets()) {
                    appraise(daemonSet, node.getName());
                }
            }
            case DaemonSetObserved observed -> fold(observed, seen, outputs);
            case PodObserved pod -> fold(pod, seen);
            case RevisionObserved revision -> cluster.revisions().observe(revision);
            case SourceSynced barrier -> {
                boolean before = barriers.passed();
                barriers.observe(barrier);
                if (!before) {
                    appraiseAll();
                }
            }
            case RulesActivated rules -> {
                profile = RuleProfile.of(rules.getProfile());
                hearing = new Hearing(cluster, new DefectSearch(profile), profile);
                appraiser.activate(profile);
                appraiseAll();
            }
            case CommandResultObserved ignored -> {}
            case RelistStarted ignored -> {}
            case RelistFinished ignored -> {}
            case ClockTicked ignored -> {}
            default ->
                throw new IllegalArgumentException("unknown journal record "
                        + record.getBody().getClass().getSimpleName() + " at offset "
                        + seen.offset());
        }
        if (revisionsEdition != cluster.revisions().edition()) {
            revisionsEdition = cluster.revisions().edition();
            appraiseAll();
        }
    }

    private void fold(DaemonSetObserved observed, Seen seen, List<Output> outputs) {
        ObservedDaemonSet daemonSet = cluster.observe(observed, seen);
        if (barriers.passed()) {
            appraiser.appraiseAll(daemonSet, now);
        }
        if (observed.getChange() == ChangeType.DELETED) {
            daemonSet.standing.clear();
            rounds.forget(daemonSet.uid());
            outputs.add(new Output.StatusGone(daemonSet.uid()));
        }
    }

    private void fold(PodObserved observed, Seen seen) {
        ObservedPod before = cluster.pod(observed.getUid());
        Optional<Action> action = cluster.observe(observed, seen);
        if (barriers.passed() && action.isPresent()) {
            Action done = action.get();
            ObservedDaemonSet daemonSet =
                    cluster.owner(done.owner(), done.pod().facts().namespace());
            appraiser.workload().acted(now);
            daemonSet.batch.add(done, appraiser.workload().busySince());
            if (done.type() == ActionType.DELETE && done.pod().facts().ready()) {
                daemonSet.deletions.start(seen);
            }
        }
        if (before != null) {
            appraiseSlotOf(before);
        }
        ObservedPod after = cluster.pod(observed.getUid());
        if (after != null) {
            appraiseSlotOf(after);
        }
    }

    private void appraiseSlotOf(ObservedPod pod) {
        ObservedDaemonSet daemonSet = cluster.daemonSet(pod.ownerUid());
        String node = pod.facts().targetNode();
        if (daemonSet != null && node != null) {
            appraise(daemonSet, node);
        }
    }

    private void appraise(ObservedDaemonSet daemonSet, String node) {
        if (barriers.passed()) {
            appraiser.appraise(daemonSet, node, now);
        }
    }

    private void appraiseAll() {
        if (barriers.passed()) {
            for (ObservedDaemonSet daemonSet : cluster.daemonSets()) {
                appraiser.appraiseAll(daemonSet, now);
            }
        }
    }

    private void judgeDue(List<Output> outputs) {
        for (ObservedDaemonSet daemonSet : List.copyOf(cluster.daemonSets())) {
            for (Optional<Batch.Pending> due = daemonSet.batch.takeDue(now);
                    due.isPresent();
                    due = daemonSet.batch.takeDue(now)) {
                Batch.Pending pending = due.get();
                judge(daemonSet, rounds.bound(daemonSet, pending))
                        .map(Output.Decided::new)
                        .ifPresent(outputs::add);
                if (daemonSet.version() != null) {
                    appraiser.appraise(daemonSet, pending.action().node(), now);
                }
            }
        }
    }

    private Optional<Decision> judge(ObservedDaemonSet daemonSet, Batch.Pending pending) {
        Optional<Decision> decision = hearing.hear(daemonSet, pending);
        decision.filter(made -> made.getShadow().getMatched())
                .ifPresent(made -> rounds.learn(daemonSet, pending, made.getReason()));
        return decision;
    }

    private void reportOverdue(Seen seen, List<Output> outputs) {
        int ordinal = 1;
        for (Appraiser.Overdue overdue : appraiser.takeOverdue(now)) {
            outputs.add(new Output.Decided(Verdicts.of(
                    overdue,
                    (overdue.standstill()
                                    ? Demands.explainStandstill(overdue.view(), profile)
                                    : Demands.explain(overdue.view(), overdue.node(), profile))
                            .orElse(null),
                    seen,
                    ordinal++,
                    cluster.revisions()
                            .hashOf(
                                    overdue.view().daemonSet(),
                                    overdue.view().version().template()),
                    profile)));
        }
    }

    private void tellStatus(Seen seen, List<Output> outputs) {
        for (String uid : appraiser.takeTouched()) {
            ObservedDaemonSet daemonSet = cluster.daemonSet(uid);
            DaemonSetVersion version = daemonSet == null ? null : daemonSet.version();
            if (daemonSet != null && version != null && version.isManaged() && barriers.passed()) {
                StatusReport.news(daemonSet, version, cluster.revisions().hashOf(daemonSet, version.template()), seen)
                        .map(Output.StatusChanged::new)
                        .ifPresent(outputs::add);
            }
        }
    }

    private Instant horizon() {
        Instant horizon = now.minus(MEMORY);
        for (ObservedDaemonSet daemonSet : cluster.daemonSets()) {
            Optional<Instant> batch = daemonSet.batch.horizon(now);
            if (batch.isPresent() && batch.get().isBefore(horizon)) {
                horizon = batch.get();
            }
        }
        return horizon;
    }
}
