package io.rollcall.controller.reference;

import java.util.List;

/** The controller's calls to the API server: each takes some milliseconds, and all together are rationed. */
final class Calls {

    private static final int FIRST_BATCH = 1;

    private final Agenda agenda;
    private final long interval;
    private final long burst;
    private long paidUntil;

    Calls(Agenda agenda) {
        this.agenda = agenda;
        boolean rationed = agenda.chance(0.3);
        this.interval = rationed ? Agenda.millis(agenda.random.nextInt(5, 50)) : 0;
        this.burst = 30 * interval;
    }

    /** Does the call, and then what follows. */
    void call(Runnable effect, Runnable then) {
        all(List.of(effect), then);
    }

    /** Does all of them side by side, and then what follows. */
    void all(List<Runnable> effects, Runnable then) {
        long last = 0;
        for (Runnable effect : effects) {
            long at = ration() + agenda.between(2, 9);
            last = Math.max(last, at);
            agenda.after(at, effect);
        }
        agenda.after(last + agenda.between(0, 2), then);
    }

    /** Does them in batches of 1, 2, 4 and so on. */
    void slowly(List<Runnable> effects, Runnable then) {
        slowly(effects, FIRST_BATCH, then);
    }

    private void slowly(List<Runnable> effects, int batch, Runnable then) {
        if (effects.isEmpty()) {
            then.run();
            return;
        }
        int size = Math.min(batch, effects.size());
        all(effects.subList(0, size), () -> slowly(effects.subList(size, effects.size()), 2 * batch, then));
    }

    private long ration() {
        if (interval == 0) {
            return 0;
        }
        paidUntil = Math.max(paidUntil, agenda.now() - burst) + interval;
        return Math.max(0, paidUntil - agenda.now());
    }
}
