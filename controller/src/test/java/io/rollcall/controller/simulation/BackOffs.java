package io.rollcall.controller.simulation;

import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.Decision;
import io.rollcall.events.NodeObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** That failed pods of a slot go at once, then not before 1 s, 2 s, 4 s … 15 min have passed, afresh with each generation (semantics 4.6). */
final class BackOffs {

    private static final Duration CAP = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofMinutes(30);

    private record Last(Instant at, Duration delay, long generation) {}

    private final TreeMap<String, Last> lasts = new TreeMap<>();

    /**
     * A failed pod goes.
     *
     * @param settled whether the newest generation has been observed before; else it may be observed in this very record
     */
    void failedPodGoes(Decision decision, Knowledge knowledge, boolean settled) {
        NodeObserved node = knowledge.nodes.get(decision.getNode());
        DaemonSetObserved daemonSet =
                knowledge.daemonSets.get(decision.getDaemonSet().getUid());
        if (node == null || daemonSet == null) {
            return;
        }
        String key = daemonSet.getUid() + "/" + node.getUid();
        if (!settled) {
            lasts.remove(key);
            return;
        }
        Last last = lasts.get(key);
        boolean afresh = last == null || last.generation() != daemonSet.getGeneration();
        Duration delay = next(afresh ? null : last, decision);
        lasts.put(key, new Last(decision.getAt(), delay, daemonSet.getGeneration()));
    }

    private static Duration next(@Nullable Last last, Decision decision) {
        if (last == null || decision.getAt().isAfter(last.at().plus(FORGOTTEN))) {
            return Duration.ofSeconds(1);
        }
        Violation.unless(
                !decision.getAt().isBefore(last.at().plus(last.delay())),
                "a failed pod went at %s, the next one has to wait for %s, and %s",
                last.at(),
                last.delay(),
                decision);
        Duration doubled = last.delay().multipliedBy(2);
        return doubled.compareTo(CAP) > 0 ? CAP : doubled;
    }
}
