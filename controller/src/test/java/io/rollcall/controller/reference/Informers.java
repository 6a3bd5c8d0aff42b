package io.rollcall.controller.reference;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The controller's caches: copies of the API server's objects that lag behind it, each kind by some milliseconds of its own. */
final class Informers {

    /** What a change in a cache leads to. */
    interface Handler {

        void node(@Nullable SimNode before, @Nullable SimNode after);

        void pod(@Nullable SimPod before, @Nullable SimPod after);

        void daemonSet(@Nullable SimDaemonSet before, @Nullable SimDaemonSet after);
    }

    final TreeMap<String, SimNode> nodes = new TreeMap<>();
    final TreeMap<String, SimPod> pods = new TreeMap<>();
    final TreeMap<String, SimDaemonSet> daemonSets = new TreeMap<>();
    final TreeMap<String, SimRevision> revisions = new TreeMap<>();
    private final Agenda agenda;
    private final Handler handler;
    private final Map<SimApi.Kind, Long> last = new EnumMap<>(SimApi.Kind.class);
    private final long slowest;

    Informers(Agenda agenda, SimApi api, Handler handler) {
        this.agenda = agenda;
        this.handler = handler;
        this.slowest = agenda.random.nextInt(2, 12);
        api.watch(this::deliver);
    }

    private void deliver(SimApi.Event event) {
        long lag = agenda.between(1, slowest) + (agenda.chance(0.01) ? agenda.between(20, 80) : 0);
        long at = Math.max(agenda.now() + lag, last.getOrDefault(event.kind(), 0L));
        last.put(event.kind(), at);
        agenda.after(at - agenda.now(), () -> take(event));
    }

    private void take(SimApi.Event event) {
        boolean gone = event.type().equals("DELETED");
        String name = event.object().name;
        switch (event.object()) {
            case SimNode node -> handler.node(put(nodes, name, gone ? null : node), gone ? null : node);
            case SimPod pod -> handler.pod(put(pods, name, gone ? null : pod), gone ? null : pod);
            case SimDaemonSet daemonSet ->
                handler.daemonSet(put(daemonSets, name, gone ? null : daemonSet), gone ? null : daemonSet);
            case SimRevision revision -> put(revisions, name, gone ? null : revision);
        }
    }

    private static <T> @Nullable T put(TreeMap<String, T> cache, String name, @Nullable T value) {
        return value == null ? cache.remove(name) : cache.put(name, value);
    }
}
