package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.Facts;
import io.rollcall.controller.simulation.Knowledge.SeenPod;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.rules.claim.Claim;
import io.rollcall.rules.claim.ClaimResult;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.DaemonSetSpec;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.Availability;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.rollout.Budget;
import io.rollcall.rules.rollout.RolloutBudget;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.rollout.RolloutClassifier;
import io.rollcall.rules.status.Counters;
import io.rollcall.rules.status.StatusRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** One DaemonSet counted from nothing: each node judged, each pod looked at. */
final class Recount {

    /** What a node adds up to. */
    record Cell(Verdict verdict, List<PodFacts> pods) {}

    final DaemonSetObserved observed;
    final DaemonSetSpec spec;
    final TreeMap<String, Cell> cells = new TreeMap<>();

    private final Knowledge knowledge;
    private final String hash;
    private final Instant now;

    /**
     * Counts.
     *
     * @param hash of the current revision
     */
    Recount(Knowledge knowledge, DaemonSetObserved observed, String hash, Instant now) {
        this.knowledge = knowledge;
        this.observed = observed;
        this.hash = hash;
        this.now = now;
        this.spec = Facts.spec(observed);
        Eligibility eligibility = Eligibility.compile(spec.template());
        for (NodeObserved node : knowledge.nodes.values()) {
            cells.put(node.getName(), new Cell(eligibility.judge(Facts.node(node)), new ArrayList<>()));
        }
        for (SeenPod seen : knowledge.pods.values()) {
            Cell cell = seen.pod().getTargetNode() == null
                    ? null
                    : cells.get(seen.pod().getTargetNode());
            if (cell != null && isClaimed(seen)) {
                cell.pods().add(facts(seen));
            }
        }
    }

    /** A clock that runs ahead must not delay availability: Ready counts from when it was first seen at the latest. */
    private static PodFacts facts(SeenPod seen) {
        Instant since = seen.pod().getReadySince();
        Instant first = seen.readySeen();
        boolean ahead = since != null && first != null && since.isAfter(first);
        return Facts.pod(
                ahead ? PodObserved.newBuilder(seen.pod()).setReadySince(first).build() : seen.pod(), null);
    }

    private boolean isClaimed(SeenPod seen) {
        ClaimResult claim = Claim.of(
                Facts.pod(seen.pod(), null), observed.getUid(), spec.selector(), observed.getDeletedAt() != null);
        return claim == ClaimResult.CLAIMED
                || (claim == ClaimResult.ADOPT && seen.pod().getNamespace().equals(observed.getNamespace()));
    }

    Counters counters() {
        Counters counters = Counters.ZERO;
        for (Cell cell : cells.values()) {
            counters = counters.plus(StatusRules.contribution(
                    cell.verdict(),
                    true,
                    cell.pods(),
                    hash,
                    spec.templateGeneration(),
                    spec.minReadySeconds(),
                    now,
                    knowledge.profile()));
        }
        return counters;
    }

    RolloutClass rolloutClass(Cell cell) {
        return RolloutClassifier.classify(
                cell.pods(), hash, spec.templateGeneration(), spec.minReadySeconds(), now, knowledge.profile());
    }

    /** Whether an available pod of these serves its node (semantics 5.4). */
    boolean isServed(List<PodFacts> pods) {
        return RolloutClassifier.isServed(
                pods, hash, spec.templateGeneration(), spec.minReadySeconds(), now, knowledge.profile());
    }

    boolean surges() {
        return Budget.surgeAllowed(spec.strategy());
    }

    boolean isCurrentAndAvailable(PodFacts pod) {
        return PodVersion.isCurrent(pod, hash, spec.templateGeneration(), knowledge.profile())
                && Availability.isAvailable(pod, spec.minReadySeconds(), now);
    }

    /** Nodes that should run the pod and have none that is available, as a rollout counts them. */
    TreeSet<String> unavailable() {
        TreeSet<String> nodes = new TreeSet<>();
        cells.forEach((node, cell) -> {
            boolean runs = cell.verdict().shouldRun();
            if (runs && RolloutBudget.countsUnavailable(rolloutClass(cell), true, true, knowledge.profile())) {
                nodes.add(node);
            }
        });
        return nodes;
    }
}
