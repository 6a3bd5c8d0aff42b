package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.Command;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("a command that is seen before the revision it names")
class HeldCommandsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @Test
    @DisplayName("is refused when the revision does not come, and while it waits the cluster takes changes")
    void othersGoOn() {
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
            AtomicInteger workers = new AtomicInteger(1);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
                app.ensureNodes(workers.incrementAndGet());
                return !kafka.read(names, TopicCatalogue.COMMAND_RESULTS).isEmpty();
            });
            assertThat(workers).as("workers added while the command waited").hasValueGreaterThan(3);
            assertThat(kafka.read(names, TopicCatalogue.COMMAND_RESULTS))
                    .singleElement()
                    .extracting(read -> read.value().getResult().getReason())
                    .isEqualTo("RevisionMissing");
        }
    }
}
