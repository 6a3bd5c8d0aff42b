package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.controller.simulation.Recount.Cell;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.Status;
import io.rollcall.events.WishState;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.model.UpdateStrategy;
import io.rollcall.rules.pod.PodVersion;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Lets a cluster come to rest: every event arrives, every wish is carried out, every pod becomes Ready, time goes on. */
final class Rest {

    private static final int ROUNDS = 600;

    private final Run run;

    Rest(Run run) {
        this.run = run;
    }

    void check() {
        run.syncAll();
        run.rules(RuleProfile.NEWEST.name());
        settle();
        run.cluster.daemonSets.values().forEach(this::atRest);
        clearAway();
    }

    /** With everything gone nothing is remembered. */
    private void clearAway() {
        new ArrayList<>(run.cluster.daemonSets.values()).forEach(run.cluster::remove);
        new ArrayList<>(run.cluster.pods.values()).forEach(run.cluster::remove);
        new ArrayList<>(run.cluster.nodes.values()).forEach(run.cluster::remove);
        settle();
        Violation.unless(
                run.journal.rows.size() == 1, "when all is gone these rows are left: %s", run.journal.rows.keySet());
    }

    private void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            if (!goOn()) {
                noWishIsForgotten();
                if (run.journal.nextDeadline().isEmpty()) {
                    return;
                }
                run.tick(1);
            }
        }
        throw new Violation("no rest after " + ROUNDS + " rounds; next deadline " + run.journal.nextDeadline());
    }

    /** Some peaceful rounds, as far as time alone is not waited for. */
    void calm(int rounds) {
        for (int round = 0; round < rounds && goOn(); round++) {}
    }

    private boolean goOn() {
        boolean moved = !run.cluster.allDelivered();
        for (Topic topic : Topic.values()) {
            run.deliver(topic, Integer.MAX_VALUE);
        }
        moved |= run.cluster.collectGarbage();
        for (PodObserved pod : new ArrayList<>(run.cluster.pods.values())) {
            if (pod.getDeletedAt() != null) {
                run.cluster.remove(pod);
                moved = true;
            } else if (PodMoves.isStarting(pod)) {
                run.pods.ready(pod, 2, run.now);
                moved = true;
            }
        }
        while (!run.hands.waiting.isEmpty()) {
            run.hands.carryOut(0, 1, run.now);
            moved = true;
        }
        return moved;
    }

    /** With everything answered and observed, only a wish that was lost may still be open. */
    private void noWishIsForgotten() {
        for (StateRow row : run.journal.rows.values()) {
            WishState wish = row instanceof StateRow.SlotRow slot && slot.value() != null
                    ? slot.value().getWish()
                    : null;
            Violation.unless(
                    wish == null || run.hands.lost.contains(wish.getCommand().getCommandId()),
                    "this wish stays open though all is answered and observed: %s",
                    wish);
        }
    }

    private void atRest(DaemonSetObserved daemonSet) {
        if (daemonSet.getDeletedAt() != null) {
            return;
        }
        Recount recount = run.journal.recount(daemonSet.getUid());
        Status status = run.journal.status(daemonSet.getUid());
        TreeMap<String, Integer> reasons = new TreeMap<>();
        recount.cells.forEach((node, cell) -> {
            atRest(daemonSet.getUid() + "/" + node, recount, cell, status.getRevisionHash());
            if (!cell.verdict().shouldRun()) {
                reasons.merge(cell.verdict().obstacle().code(), 1, Integer::sum);
            }
        });
        Violation.unless(
                status.getObservedGeneration() == daemonSet.getGeneration(),
                "%s: generation %d is not observed",
                daemonSet.getUid(),
                daemonSet.getGeneration());
        Violation.unless(
                reasons.equals(status.getReasons()),
                "%s: the status gives the reasons %s, a recount %s",
                daemonSet.getUid(),
                status.getReasons(),
                reasons);
    }

    private void atRest(String slot, Recount recount, Cell cell, String hash) {
        List<PodFacts> pods = cell.pods();
        if (cell.verdict().shouldRun()) {
            Violation.unless(pods.size() == 1 && pods.get(0).ready(), "%s has at rest %s", slot, pods);
        } else {
            Violation.unless(pods.size() <= (cell.verdict().shouldContinue() ? 1 : 0), "%s has at rest %s", slot, pods);
        }
        boolean rolls = recount.spec.strategy() instanceof UpdateStrategy.RollingUpdate;
        Optional<PodFacts> old = pods.stream()
                .filter(pod -> !PodVersion.isCurrent(
                        pod, hash, recount.spec.templateGeneration(), run.journal.knowledge.profile()))
                .findFirst();
        Violation.unless(
                !rolls || !cell.verdict().shouldRun() || old.isEmpty(), "%s has at rest the old %s", slot, old);
    }
}
