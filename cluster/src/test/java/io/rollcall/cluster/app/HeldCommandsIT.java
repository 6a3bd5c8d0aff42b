package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.Command;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a command that is seen before the revision it names")
class HeldCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @DisplayName("is refused when the revision does not come, and while it waits the cluster takes changes")
    void othersGoOn(@TempDir Path folder) {
        try (Kafka kafka = new Kafka(folder)) {
            TopicNames names = kafka.topics("held", 1);
            try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
                app.ensureNodes(1);
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
                DaemonSetRef web = Web.web(app);
                String node = app.request(cluster -> Meta.uid(cluster.api().get(ObjectKey.node("node-1"))));
                Command command = Web.command(web, "node-1", node, "web-1", 1);
                kafka.send(names, TopicCatalogue.COMMANDS, web.getUid() + "/node-1", command);
                int workers = 1;
                while (kafka.read(names, TopicCatalogue.COMMAND_RESULTS).isEmpty()) {
                    app.ensureNodes(++workers);
                }
                assertThat(workers).as("workers added while the command waited").isGreaterThan(3);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(kafka.read(names, TopicCatalogue.COMMAND_RESULTS))
                                .singleElement()
                                .extracting(read -> read.value().getResult().getReason())
                                .isEqualTo("RevisionMissing"));
            }
        }
    }
}
