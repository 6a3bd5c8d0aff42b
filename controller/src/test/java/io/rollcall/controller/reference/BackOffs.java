package io.rollcall.controller.reference;

import java.util.TreeMap;

/** The back-off of failed pods by DaemonSet, observed generation and node (semantics 4.6). Microseconds. */
final class BackOffs {

    private static final long FIRST = Agenda.millis(1000);
    private static final long CAP = Agenda.millis(900_000);

    private record Entry(long delay, long since) {}

    private final TreeMap<String, Entry> byKey = new TreeMap<>();

    static String key(SimDaemonSet daemonSet, String node) {
        return daemonSet.uid + "/" + daemonSet.status.observedGeneration() + "/" + node;
    }

    boolean waits(String key, long now) {
        Entry entry = byKey.get(key);
        return entry != null && now - entry.since < entry.delay;
    }

    long delay(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? 0 : entry.delay;
    }

    void next(String key, long now) {
        Entry before = byKey.get(key);
        long delay = before == null || now - before.since > 2 * CAP ? FIRST : Math.min(CAP, 2 * before.delay);
        byKey.put(key, new Entry(delay, now));
    }
}
