package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.StateRow;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.WishState;
import io.rollcall.rules.profile.RuleProfile;
import java.util.ArrayList;

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
        new ArrayList<>(run.cluster.revisions.values()).forEach(run.cluster::remove);
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

    /** With everything answered and observed, only a wish that was lost, or whose pod came and went unseen, may still be open. */
    private void noWishIsForgotten() {
        for (StateRow row : run.journal.rows.values()) {
            WishState wish = row instanceof StateRow.SlotRow slot && slot.value() != null
                    ? slot.value().getWish()
                    : null;
            Violation.unless(
                    wish == null
                            || run.hands.lost.contains(wish.getCommand().getCommandId())
                            || run.missed.contains(Topic.PODS + "/" + wish.getAnsweredPodUid()),
                    "this wish stays open though all is answered and observed: %s",
                    wish);
        }
    }

    private void atRest(DaemonSetObserved daemonSet) {
        if (daemonSet.getDeletedAt() == null) {
            Model.check(run.cluster, daemonSet, run.journal.status(daemonSet.getUid()));
        }
    }
}
