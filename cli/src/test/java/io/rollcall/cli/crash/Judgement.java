package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import io.rollcall.events.PodObserved;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** What came of it all, from the topics, the audit and the view, when nothing is under way any more. */
final class Judgement {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ThreeBrokers brokers;
    private final Installation installation;
    private final CommittedLog log;
    private final int daemonSets;
    private final int nodes;

    /**
     * @param daemonSets how many there are
     * @param nodes how many nodes each runs on
     */
    Judgement(ThreeBrokers brokers, Installation installation, CommittedLog log, int daemonSets, int nodes) {
        this.brokers = brokers;
        this.installation = installation;
        this.log = log;
        this.daemonSets = daemonSets;
        this.nodes = nodes;
    }

    /** Stops the controllers, in order, and fails when anything is not as it must be. */
    void pronounce(int atLeastCommands) throws Exception {
        // The last commands may still be on their way to the cluster when the last pod is available.
        Awaitility.await("every command answered")
                .atMost(PATIENCE)
                .untilAsserted(() -> CommandLedger.of(log).verify());
        RouterPositions routed = new RouterPositions(brokers.admin());
        routed.awaitInputs(log);
        for (VictimProcess controller : installation.controllers()) {
            assertThat(controller.stop())
                    .as("exit status of %s", controller.name())
                    .isZero();
        }
        int entries = InputLedger.of(log, routed.now()).verify();
        assertThat(entries).as("entries of the journal made from inputs").isPositive();
        CommandLedger commands = CommandLedger.of(log);
        commands.verify();
        assertThat(commands.commands()).as("commands").isGreaterThan(atLeastCommands);
        PodLedger pods = PodLedger.of(log);
        pods.verify();
        assertThat(pods.finalPods())
                .as("pods at the end")
                .hasSize(daemonSets * nodes)
                .allMatch(PodObserved::getReady)
                .extracting(PodLedger::slot)
                .doesNotHaveDuplicates();
        int most = BudgetLedger.of(log, nodes).verify(Rollouts.MAX_UNAVAILABLE);
        assertThat(most)
                .as("most nodes without a pod by a deletion, of rollouts under way")
                .isPositive();
        System.out.printf(
                "%d journal entries made from inputs, none lost or doubled%n"
                        + "%d commands, none lost or doubled; at most %d of %d nodes without a pod by a deletion%n",
                entries, commands.commands(), most, Rollouts.MAX_UNAVAILABLE);
        reproduced();
        new ProjectedPods(installation.webUrl()).verify(pods.finalPods());
    }

    /** Every decision is what a controller that was never disturbed decides upon the same journals. */
    private void reproduced() {
        Run verified = Run.of(
                "audit",
                "verify",
                "--bootstrap-server",
                brokers.bootstrapServers(),
                "--registry",
                installation.registryUrl());
        List<String> told = verified.out();
        told.forEach(line -> System.out.println("audit verify: " + line));
        assertThat(verified.status()).as("%s\n%s", told, verified.err()).isZero();
    }
}
