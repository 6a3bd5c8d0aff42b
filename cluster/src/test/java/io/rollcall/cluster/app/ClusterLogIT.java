package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.simulated.Sim;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.SlotRef;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("what a cluster reads of its log when it starts")
class ClusterLogIT {

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @Test
    @DisplayName("of all answers ever it keeps one number for each slot of the DaemonSets that are there")
    void answers() {
        TopicNames names = kafka.topics("answers", 2);
        SimulatedClusterConfig config = kafka.config(names);
        DaemonSetRef web;
        try (SimulatedClusterApp app = SimulatedClusterApp.start(config)) {
            app.apply("""
                    apiVersion: apps/v1
                    kind: DaemonSet
                    metadata: {name: web}
                    spec:
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: main, image: "nginx:1.27"}]}
                    """, "web.yaml");
            web = Web.web(app);
        }
        DaemonSetRef gone = new DaemonSetRef("default", "gone", "uid-of-gone");
        for (long seq = 1; seq <= 20; seq++) {
            answer(names, web, "node-1", seq);
            answer(names, gone, "node-" + seq, seq);
        }
        answer(names, web, "node-2", 3);

        AvroSerdes serdes = new AvroSerdes(AvroSerdes.client(config.registry()), config.autoRegister());
        ClusterLog log = ClusterLog.read(config, new Codecs(names, serdes, config.headers()));

        assertThat(log.answered().size()).isEqualTo(2);
        assertThat(log.answered().raise(slot(web, "node-1"), 0)).isEqualTo(20);
        assertThat(log.answered().raise(slot(web, "node-2"), 0)).isEqualTo(3);
    }

    private static SlotRef slot(DaemonSetRef daemonSet, String node) {
        return new SlotRef(daemonSet, node);
    }

    private static void answer(TopicNames names, DaemonSetRef daemonSet, String node, long seq) {
        CommandResultObserved answer = CommandResultObserved.newBuilder()
                .setCommandId("0-" + seq + "-0")
                .setSlot(slot(daemonSet, node))
                .setSlotSeq(seq)
                .setOutcome(CommandOutcome.DONE)
                .setPodName("pod")
                .setPodUid("uid")
                .setResourceVersion("1")
                .setReason(null)
                .setMessage(null)
                .build();
        kafka.send(
                names,
                TopicCatalogue.COMMAND_RESULTS,
                daemonSet.getUid() + "/" + node,
                CommandResult.newBuilder()
                        .setEventId(answer.getCommandId())
                        .setObservedAt(Sim.START)
                        .setResult(answer)
                        .build());
    }
}
