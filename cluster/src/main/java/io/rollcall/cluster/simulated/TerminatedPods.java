package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * Keeps the number of pods that have ended below a threshold: evicted ones go first, then the oldest (semantics 7.5). A change costs the
 * logarithm of their number.
 */
final class TerminatedPods implements Change.Listener {

    private record Ended(boolean kept, String createdAt, ObjectKey key, String uid) implements Comparable<Ended> {

        private static final Comparator<Ended> FIRST_TO_GO = Comparator.comparing(Ended::kept)
                .thenComparing(Ended::createdAt)
                .thenComparing(Ended::key)
                .thenComparing(Ended::uid);

        static Ended of(ObjectNode pod) {
            boolean evicted = pod.path("status").path("reason").asText("").equals("Evicted");
            return new Ended(
                    !evicted,
                    pod.path("metadata").path("creationTimestamp").asText(""),
                    ObjectKey.of(ObjectKind.POD, pod),
                    Meta.uid(pod));
        }

        @Override
        public int compareTo(Ended other) {
            return FIRST_TO_GO.compare(this, other);
        }
    }

    private final ObjectStore store;
    private final Agenda agenda;
    private final int threshold;
    private final TreeSet<Ended> ended = new TreeSet<>();

    /**
     * @param threshold how many may stay; zero for any number
     */
    TerminatedPods(ObjectStore store, Agenda agenda, int threshold) {
        this.store = store;
        this.agenda = agenda;
        this.threshold = threshold;
    }

    @Override
    public void changed(Change change) {
        if (threshold == 0 || change.key().kind() != ObjectKind.POD) {
            return;
        }
        ObjectNode before = change.before();
        if (before != null && PodStatus.hasEnded(before)) {
            ended.remove(Ended.of(before));
        }
        // One that is terminating is on its way out already.
        if (change.type() != ChangeType.DELETED
                && PodStatus.hasEnded(change.object())
                && !Meta.terminating(change.object())) {
            ended.add(Ended.of(change.object()));
        }
        if (ended.size() > threshold) {
            agenda.plan("podgc", new Agenda.Task("TERMINATED", this::collect), store.now());
        }
    }

    private void collect() {
        while (ended.size() > threshold) {
            Ended next = ended.first();
            ended.remove(next);
            store.delete(next.key(), DeleteOptions.FORCE.onlyUid(next.uid()));
        }
    }
}
