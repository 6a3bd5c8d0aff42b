package io.rollcall.controller.shadow;

import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.profile.RuleProfile;
import io.rollcall.rules.slot.BackOff;
import io.rollcall.rules.slot.RemovalReason;
import io.rollcall.rules.slot.SlotPlan;
import io.rollcall.rules.status.Contribution;
import io.rollcall.rules.status.StatusRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each slot's part in the status, and which demands of the rules the other controller leaves open. A slot is looked at when its
 * node, its pods or its DaemonSet changed, and when time alone may have changed the answer.
 */
final class Appraiser {

    /** How long the other controller may leave a demand open while it does nothing else. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A failed pod is looked at again after a whole wait from any look at it, and the wait began after the shortest that was possible. */
    private static final int ROUNDS_OF_WAITING = 3;

    /**
     * A demand that was open for too long.
     *
     * @param standstill whether a rollout stands still and the pod is only the first of those that could go
     */
    record Overdue(View view, String node, boolean standstill, Must must) {}

    /** Stands for the rollout as a whole among the names of nodes. */
    private static final String ROLLOUT = "";

    private record Due(Instant at, String uid, String node) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int order = at.compareTo(other.at);
            order = order != 0 ? order : uid.compareTo(other.uid);
            return order != 0 ? order : node.compareTo(other.node);
        }
    }

    private final ObservedCluster cluster;
    private final TreeSet<Due> dues = new TreeSet<>();
    private final TreeSet<String> touched = new TreeSet<>();
    private RuleProfile profile;
    private final Workload workload = new Workload();

    Appraiser(ObservedCluster cluster, RuleProfile profile) {
        this.cluster = cluster;
        this.profile = profile;
    }

    void activate(RuleProfile activated) {
        profile = activated;
    }

    /** When the other controller acts and when it rests. */
    Workload workload() {
        return workload;
    }

    /** The earliest time at which a slot is to be looked at though nothing is observed. */
    Optional<Instant> nextDue() {
        return dues.isEmpty() ? Optional.empty() : Optional.of(dues.first().at);
    }

    /** Looks at all slots of a DaemonSet anew. */
    void appraiseAll(ObservedDaemonSet daemonSet, Instant now) {
        touched.add(daemonSet.uid());
        TreeSet<String> nodes = new TreeSet<>(cluster.nodes().latest().keySet());
        nodes.addAll(daemonSet.slots().latest().keySet());
        nodes.addAll(daemonSet.standing.nodes());
        DaemonSetVersion version = daemonSet.version();
        if (version != null) {
            View view = latest(daemonSet, version, now);
            for (String node : nodes) {
                if (!node.equals(ROLLOUT)) {
                    appraiseSlot(daemonSet, view, node);
                }
            }
            appraiseRollout(daemonSet, view);
        } else {
            nodes.forEach(node -> put(daemonSet, node, Standing.Appraisal.NOTHING));
        }
    }

    /** Looks at one slot anew, and at the rollout, for which it may count. */
    void appraise(ObservedDaemonSet daemonSet, String node, Instant now) {
        DaemonSetVersion version = daemonSet.version();
        if (version == null) {
            put(daemonSet, node, Standing.Appraisal.NOTHING);
            put(daemonSet, ROLLOUT, Standing.Appraisal.NOTHING);
            return;
        }
        View view = latest(daemonSet, version, now);
        if (!node.equals(ROLLOUT)) {
            appraiseSlot(daemonSet, view, node);
        }
        appraiseRollout(daemonSet, view);
    }

    /** A rollout that has a pod to replace and budget for it must go on. */
    private void appraiseRollout(ObservedDaemonSet daemonSet, View view) {
        String next = daemonSet.standing.rollout.next(view);
        if (next.isEmpty()) {
            put(daemonSet, ROLLOUT, Standing.Appraisal.NOTHING);
            return;
        }
        OpenMust before = daemonSet.standing.get(ROLLOUT).must();
        Must demand = Demands.ofStandstill(view, next);
        OpenMust must = before == null
                ? new OpenMust(demand, view.now(), false)
                : new OpenMust(demand, before.since(), before.reported());
        put(daemonSet, ROLLOUT, new Standing.Appraisal(Contribution.NONE, "", must, again(view, ROLLOUT, must)));
    }

    private void appraiseSlot(ObservedDaemonSet daemonSet, View view, String node) {
        Instant now = view.now();
        daemonSet.standing.rollout.put(view, node, profile);
        SlotPlan plan = view.plan(node, profile);
        OpenMust before = daemonSet.standing.get(node).must();
        OpenMust must = Demands.on(view, node, plan, profile)
                .map(demand -> before != null && before.must().isSame(demand)
                        ? new OpenMust(demand, before.since(), before.reported())
                        : new OpenMust(demand, now, false))
                .orElse(null);
        boolean exists = view.nodes().get(node) != null;
        String hold = exists && !plan.hold().code().equals("NONE") ? plan.hold().code() : "";
        put(
                daemonSet,
                node,
                new Standing.Appraisal(contribution(view, node, exists), hold, must, again(view, node, must)));
    }

    /** Takes the UIDs of the DaemonSets whose standing may have changed. */
    List<String> takeTouched() {
        List<String> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** Takes the demands that are overdue by now; each is reported once. */
    List<Overdue> takeOverdue(Instant now) {
        List<Overdue> overdue = new ArrayList<>();
        while (!dues.isEmpty() && !dues.first().at.isAfter(now)) {
            Due due = dues.first();
            ObservedDaemonSet daemonSet = cluster.daemonSet(due.uid);
            if (daemonSet == null || daemonSet.version() == null) {
                dues.remove(due);
                continue;
            }
            appraise(daemonSet, due.node, now);
            OpenMust open = daemonSet.standing.get(due.node).must();
            View view = latest(daemonSet, daemonSet.version(), now);
            if (open != null
                    && !open.reported()
                    && !deadline(view, due.node, open).isAfter(now)) {
                String node = due.node.equals(ROLLOUT) ? daemonSet.standing.rollout.next(view) : due.node;
                overdue.add(new Overdue(view, node, due.node.equals(ROLLOUT), open.must()));
                markReported(daemonSet, due.node, open);
            }
            dues.remove(due);
        }
        return overdue;
    }

    private void markReported(ObservedDaemonSet daemonSet, String node, OpenMust open) {
        Standing.Appraisal now = daemonSet.standing.get(node);
        put(
                daemonSet,
                node,
                new Standing.Appraisal(
                        now.contribution(), now.hold(), new OpenMust(open.must(), open.since(), true), now.again()));
    }

    private View latest(ObservedDaemonSet daemonSet, DaemonSetVersion version, Instant now) {
        return new View(
                daemonSet,
                version,
                cluster.revisions().hashOf(daemonSet, version.template()).hash(),
                cluster.nodes().before(Long.MAX_VALUE),
                daemonSet.slots().before(Long.MAX_VALUE),
                Long.MAX_VALUE,
                now);
    }

    private void put(ObservedDaemonSet daemonSet, String node, Standing.Appraisal appraisal) {
        Instant before = daemonSet.standing.get(node).again();
        if (before != null) {
            dues.remove(new Due(before, daemonSet.uid(), node));
        }
        daemonSet.standing.put(node, appraisal);
        touched.add(daemonSet.uid());
        if (appraisal.again() != null) {
            dues.add(new Due(appraisal.again(), daemonSet.uid(), node));
        }
    }

    private Contribution contribution(View view, String node, boolean exists) {
        return StatusRules.contribution(
                view.verdict(node),
                exists,
                view.podsOn(node).facts(),
                view.hash(),
                view.version().spec().templateGeneration(),
                view.version().spec().minReadySeconds(),
                view.now(),
                profile);
    }

    /** When time alone may change something: a pod becomes available, a back-off ends, a demand is overdue. */
    private @Nullable Instant again(View view, String node, @Nullable OpenMust must) {
        Instant soonest = null;
        for (ObservedPod pod : view.podsOn(node).pods()) {
            soonest = sooner(
                    soonest,
                    Availability.availableAt(pod.facts(), view.version().spec().minReadySeconds()),
                    view.now());
        }
        soonest = sooner(soonest, view.backOffUntil(node), view.now());
        return must == null || must.reported() ? soonest : sooner(soonest, deadline(view, node, must), view.now());
    }

    private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other, Instant now) {
        if (other == null || !other.isAfter(now)) {
            return one;
        }
        return one == null || other.isBefore(one) ? other : one;
    }

    /** Kubernetes looks at a failed pod again only after another whole back-off (semantics 4.6). */
    private Instant deadline(View view, String node, OpenMust open) {
        Instant deadline = workload.restAfter(open.since()).plus(PATIENCE);
        BackOff wait = view.daemonSet()
                .failureWaits
                .longest(node, view.version().spec().generation());
        boolean failed = open.must().reason().equals(RemovalReason.FAILED_POD.code());
        return failed && wait != null ? deadline.plus(wait.delay().multipliedBy(ROUNDS_OF_WAITING)) : deadline;
    }
}
