package io.rollcall.controller.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A history that a random cluster wrote, and the truth of it.
 *
 * @param seed gives the same history again
 * @param lines as the recorder noted them, by resourceVersion
 * @param mistakes how often the broken rule of the controller made a difference
 * @param end when the recording ended
 */
public record ReferenceHistory(long seed, List<HistoryLine> lines, int mistakes, Instant end) {

    private static final long PREPARATION = Agenda.millis(300);

    /** What kind of cluster and of disturbance is drawn. */
    public enum Manner {
        /** A few nodes, one DaemonSet, something every few seconds, as the short recordings are. */
        CALM,
        /** Some nodes, several DaemonSets, several disturbances a second. */
        CHURN,
        /** Surge, and nodes that go. */
        SURGE,
        /** Only rollouts, one after the other, of DaemonSets without surge that are left in peace. */
        ROLLOUTS
    }

    /** Draws and runs a cluster. */
    public static ReferenceHistory of(long seed, Manner manner, Mutation mutation) {
        Agenda agenda = new Agenda(seed);
        SimApi api = new SimApi(agenda);
        ReferenceController controller = new ReferenceController(agenda, api, mutation);
        Kubelets kubelets = new Kubelets(agenda, api);
        Collectors collectors = new Collectors(agenda, api);
        Persons persons = new Persons(agenda, api, kubelets, collectors);
        int nodes = manner == Manner.CALM ? agenda.random.nextInt(1, 7) : agenda.random.nextInt(4, 22);
        int daemonSets = manner == Manner.CALM ? 1 : agenda.random.nextInt(1, 4);
        for (int i = 0; i < nodes; i++) {
            agenda.after(agenda.between(1, 5) * (i + 1), persons::addNode);
        }
        for (int i = 0; i < daemonSets; i++) {
            boolean surge = manner == Manner.SURGE || (manner != Manner.ROLLOUTS && agenda.chance(0.3));
            agenda.after(agenda.between(100, 300), () -> persons.addDaemonSet(surge));
        }
        agenda.runUntil(PREPARATION);
        long end = agenda.between(15_000, manner == Manner.CALM ? 80_000 : 40_000);
        disturb(agenda, persons, manner, end);
        agenda.runUntil(end + agenda.between(500, 12_000));
        List<HistoryLine> lines = new ArrayList<>(api.history());
        return new ReferenceHistory(seed, lines, controller.mistakes, SimObject.instant(agenda.now()));
    }

    private static void disturb(Agenda agenda, Persons persons, Manner manner, long end) {
        long pause = switch (manner) {
            case CALM -> agenda.between(1000, 6000);
            case CHURN -> agenda.between(50, 400);
            case SURGE -> agenda.between(100, 2000);
            case ROLLOUTS -> agenda.between(3000, 9000);
        };
        agenda.after(pause, () -> {
            if (agenda.now() < end) {
                if (manner == Manner.ROLLOUTS) {
                    persons.rollOut();
                } else {
                    persons.act();
                }
                disturb(agenda, persons, manner, end);
            }
        });
    }
}
