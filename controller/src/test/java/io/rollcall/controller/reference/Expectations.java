package io.rollcall.controller.reference;

import java.util.TreeMap;

/** What the controller waits to see, as counters by DaemonSet (semantics 4.8). */
final class Expectations {

    private static final long TIME_OUT = Agenda.millis(300_000);

    private static final class Outstanding {
        int creations;
        int deletions;
        long since;
    }

    private final Agenda agenda;
    private final TreeMap<String, Outstanding> byKey = new TreeMap<>();

    Expectations(Agenda agenda) {
        this.agenda = agenda;
    }

    void set(String key, int creations, int deletions) {
        Outstanding outstanding = new Outstanding();
        outstanding.creations = creations;
        outstanding.deletions = deletions;
        outstanding.since = agenda.now();
        byKey.put(key, outstanding);
    }

    void created(String key) {
        Outstanding outstanding = byKey.get(key);
        if (outstanding != null) {
            outstanding.creations--;
        }
    }

    void deleted(String key) {
        Outstanding outstanding = byKey.get(key);
        if (outstanding != null) {
            outstanding.deletions--;
        }
    }

    boolean satisfied(String key) {
        Outstanding outstanding = byKey.get(key);
        return outstanding == null
                || (outstanding.creations <= 0 && outstanding.deletions <= 0)
                || outstanding.since + TIME_OUT < agenda.now();
    }

    void forget(String key) {
        byKey.remove(key);
    }
}
