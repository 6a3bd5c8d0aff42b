package io.rollcall.cli.crash;

import io.rollcall.cli.crash.Blow.Kind;
import io.rollcall.cli.crash.Blow.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * So many kills, and a halt for each four, in a drawn order: half of them hit controllers, a third brokers. One in five falls
 * together with the one after it, unless both would hit brokers, of which the loss of one is promised to stop nothing.
 */
final class Blows {

    private static final int KILLS_A_HALT = 4;
    private static final int BLOWS_A_PAIR = 5;
    private static final List<Target> TARGETS = List.of(
            Target.CONTROLLER,
            Target.CONTROLLER,
            Target.CONTROLLER,
            Target.CONTROLLER,
            Target.CONTROLLER,
            Target.PROJECTOR,
            Target.CLUSTER,
            Target.LEADER,
            Target.COORDINATOR,
            Target.ACTIVE_CONTROLLER);

    private Blows() {}

    /** Each inner list is dealt at once. */
    static List<List<Blow>> drawn(int kills, Random random) {
        List<Blow> blows = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            // Each target its share, not only in the mean.
            blows.add(new Blow(TARGETS.get(i % TARGETS.size()), Kind.KILL));
            if (i % KILLS_A_HALT == 0) {
                blows.add(new Blow(TARGETS.get(i / KILLS_A_HALT % TARGETS.size()), Kind.HALT));
            }
        }
        Collections.shuffle(blows, random);
        return paired(blows, random);
    }

    private static List<List<Blow>> paired(List<Blow> blows, Random random) {
        List<List<Blow>> together = new ArrayList<>();
        for (int i = 0; i < blows.size(); i++) {
            Blow first = blows.get(i);
            boolean pair = random.nextInt(BLOWS_A_PAIR) == 0
                    && i + 1 < blows.size()
                    && first.target() != blows.get(i + 1).target()
                    && !(first.target().isBroker() && blows.get(i + 1).target().isBroker());
            together.add(pair ? List.of(first, blows.get(++i)) : List.of(first));
        }
        return together;
    }
}
