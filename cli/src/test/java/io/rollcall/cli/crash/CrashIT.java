package io.rollcall.cli.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, several controllers, a cluster in endless rollouts, and somebody who kills and halts processes at random, as often as
 * {@code rollcall.crash.kills} says.
 */
@Tag("slow")
class CrashIT {

    private static final int CONTROLLERS = 3;
    private static final int NODES = 200;
    private static final int DAEMON_SETS = 6;
    private static final int JOURNAL_PARTITIONS = 3;
    /** Unless another number is wanted; each takes about ten seconds. */
    private static final int KILLS = 40;

    private static final int ENOUGH_DECISIONS = 2_000;

    @Test
    @DisplayName(
            "whatever is killed or halted: no command is lost or doubled, the budget holds, all is reproducible, the end is right")
    void killedAtRandom(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("rollcall.crash.seed", System.nanoTime());
        int kills = Integer.getInteger("rollcall.crash.kills", KILLS);
        System.out.println("CrashIT: -Drollcall.crash.seed=" + seed + " -Drollcall.crash.kills=" + kills);
        Random random = new Random(seed);
        Ports ports = new Ports();
        try (ThreeBrokers brokers = ThreeBrokers.start(folder, ports)) {
            brokers.createTopics(JOURNAL_PARTITIONS);
            try (Installation installation =
                    new Installation(folder, ports, brokers.bootstrapServers(), CONTROLLERS, NODES, seed)) {
                installation.start();
                CommittedLog log = new CommittedLog(brokers.bootstrapServers(), installation.registryUrl());
                try (DecisionWatch watch = new DecisionWatch(log);
                        Rollouts rollouts = new Rollouts(installation.kubeUrl(), DAEMON_SETS, NODES)) {
                    rollouts.create(installation);
                    rollouts.start();
                    Assailant assailant = new Assailant(brokers, installation, watch, random);
                    Instant begin = Instant.now();
                    List<List<Blow>> blows = Blows.drawn(kills, random);
                    for (List<Blow> together : blows) {
                        assailant.deal(together);
                    }
                    Duration taken = Duration.between(begin, Instant.now());
                    rollouts.close();
                    rollouts.awaitComplete(installation);
                    rollouts.requireLastTemplates();
                    System.out.printf(
                            "CrashIT: %d kills and %d halts in %d s, %d templates, %d decisions%n%s",
                            kills,
                            blows.stream().mapToInt(List::size).sum() - kills,
                            taken.toSeconds(),
                            rollouts.templates(),
                            watch.count(),
                            assailant.recoveries().report());
                    assailant.recoveries().verify(blows);
                    new Judgement(brokers, installation, log, DAEMON_SETS, NODES).pronounce(ENOUGH_DECISIONS);
                }
            }
        }
    }
}
