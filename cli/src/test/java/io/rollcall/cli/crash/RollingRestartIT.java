package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every controller is stopped and started again, one after the other, while rollouts go on: as an upgrade does it. */
@Tag("slow")
class RollingRestartIT {

    private static final int CONTROLLERS = 3;
    private static final int NODES = 100;
    private static final int DAEMON_SETS = 4;
    private static final int JOURNAL_PARTITIONS = 3;
    private static final int ROUNDS = 3;
    private static final int ENOUGH_COMMANDS = 600;

    @Test
    @DisplayName("a rolling restart under load changes no decision, loses and doubles no command")
    void rollingRestart(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("rollcall.crash.seed", System.nanoTime());
        System.out.println("RollingRestartIT: -Drollcall.crash.seed=" + seed);
        Ports ports = new Ports();
        try (ThreeBrokers brokers = ThreeBrokers.start(folder, ports)) {
            brokers.createTopics(JOURNAL_PARTITIONS);
            try (Installation installation =
                    new Installation(folder, ports, brokers.bootstrapServers(), CONTROLLERS, NODES, seed)) {
                installation.start();
                CommittedLog log = new CommittedLog(brokers.bootstrapServers(), installation.registryUrl());
                try (Rollouts rollouts = new Rollouts(installation.kubeUrl(), DAEMON_SETS, NODES)) {
                    rollouts.create(installation);
                    rollouts.start();
                    for (int round = 0; round < ROUNDS; round++) {
                        for (VictimProcess controller : installation.controllers()) {
                            assertThat(controller.stop())
                                    .as("exit status of %s", controller.name())
                                    .isZero();
                            controller.start();
                            installation.awaitReady(controller);
                        }
                    }
                    rollouts.close();
                    rollouts.awaitComplete(installation);
                    rollouts.requireLastTemplates();
                }
                new Judgement(brokers, installation, log, DAEMON_SETS, NODES).pronounce(ENOUGH_COMMANDS);
            }
        }
    }
}
