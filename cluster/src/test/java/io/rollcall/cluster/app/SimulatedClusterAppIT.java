package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.cluster.simulated.Sim;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.Revision;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.model.PodTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("a simulated cluster whose objects live in Kafka")
class SimulatedClusterAppIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MARKERS_APART_MILLIS = 1_000;
    private static final String WEB_TEMPLATE = """
            {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "main", "image": "nginx:1.27"}]}}
            """;
    private static final String WEB = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: main, image: "nginx:1.27"}]}
            """;

    @RegisterExtension
    static final Kafka kafka = new Kafka();

    @Test
    @DisplayName("started again it has the same objects, and what was under way goes on")
    void rebuild() {
        TopicNames names = kafka.topics("rebuild", 3);
        List<ObjectNode> before;
        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            assertThat(app.ensureNodes(3)).containsExactly("control-plane", "node-1", "node-2", "node-3");
            assertThat(app.apply(WEB, "web.yaml"))
                    .extracting(Object::toString)
                    .containsExactly("daemonset/web created");
            DaemonSetRef web = Web.web(app);
            publishRevision(names, app, web);
            create(names, app, web, "node-1", "web-1", 1);
            await().atMost(PATIENCE).until(() -> Web.ready(app, "web-1"));
            app.request(cluster -> {
                cluster.stopKubelet("node-2");
                return true;
            });
            before = Web.objects(app);
        }

        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            assertThat(Web.objects(app)).isEqualTo(before);
            assertThat(app.ensureNodes(3)).isEmpty();
            assertThat(app.apply(WEB, "web.yaml"))
                    .extracting(Object::toString)
                    .containsExactly("daemonset/web unchanged");
            create(names, app, Web.web(app), "node-3", "web-3", 2);
            await().atMost(PATIENCE).until(() -> Web.ready(app, "web-3"));
            assertThat(app.failure()).isEmpty();
        }
        List<Long> versions = kafka.read(names, TopicCatalogue.POD_EVENTS).stream()
                .filter(read -> read.value().getBody() instanceof PodChange)
                .map(read -> Long.valueOf(
                        ((PodChange) read.value().getBody()).getProjection().getResourceVersion()))
                .toList();
        assertThat(versions).as("no version is given out twice").doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("each command is answered and carried out once, however often another process takes over")
    void exactlyOnce() {
        TopicNames names = kafka.topics("once", 2);
        int nodes = 60;
        List<SimulatedClusterApp> apps = new ArrayList<>();
        try {
            SimulatedClusterApp first = SimulatedClusterApp.start(kafka.config(names));
            apps.add(first);
            first.ensureNodes(nodes);
            first.apply(WEB, "web.yaml");
            DaemonSetRef web = Web.web(first);
            publishRevision(names, first, web);
            List<Command> commands = first.request(cluster -> Stream.iterate(1, i -> i + 1)
                    .limit(nodes)
                    .map(i -> Web.command(
                            web, "node-" + i, Meta.uid(cluster.api().get(ObjectKey.node("node-" + i))), "web-" + i, 1))
                    .toList());
            for (int i = 0; i < commands.size(); i++) {
                send(names, commands.get(i));
                if (i % 15 == 7) {
                    // The one before is not asked: it is in the middle of something.
                    apps.add(SimulatedClusterApp.start(kafka.config(names)));
                }
            }
            SimulatedClusterApp last = apps.getLast();
            await().atMost(PATIENCE).until(() -> answers(names).size() >= nodes && Web.running(last) == nodes);

            assertThat(answers(names))
                    .extracting(CommandResultObserved::getCommandId)
                    .containsExactlyInAnyOrderElementsOf(
                            commands.stream().map(Command::getCommandId).toList());
            assertThat(answers(names))
                    .allSatisfy(answer -> assertThat(answer.getOutcome()).isEqualTo(CommandOutcome.DONE));
            assertThat(added(names)).hasSize(nodes).doesNotHaveDuplicates();
            assertThat(apps.subList(0, apps.size() - 1))
                    .allSatisfy(fenced -> await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(fenced.failure())
                                    .hasValueSatisfying(
                                            text -> assertThat(text).contains("is run by another process now"))));
            assertThat(last.failure()).isEmpty();
            assertThatThrownBy(() -> first.ensureNodes(1)).isInstanceOf(ClusterStoppedException.class);
        } finally {
            apps.forEach(SimulatedClusterApp::close);
        }
    }

    @Test
    @DisplayName("what a process wrote without committing before it died is not there, and its command is carried out")
    void deathBeforeTheCommit() {
        TopicNames names = kafka.topics("death", 1);
        SimulatedClusterConfig config = kafka.config(names);
        Command command;
        DaemonSetRef web;
        try (SimulatedClusterApp app = SimulatedClusterApp.start(config)) {
            app.ensureNodes(1);
            app.apply(WEB, "web.yaml");
            web = Web.web(app);
            publishRevision(names, app, web);
            String node = app.request(cluster -> Meta.uid(cluster.api().get(ObjectKey.node("node-1"))));
            command = Web.command(web, "node-1", node, "web-1", 1);
        }
        send(names, command);
        // As a process that is killed between its writes and its commit: the transaction stays open.
        Producer<String, byte[]> dying = Clients.producer(config);
        dying.initTransactions();
        dying.beginTransaction();
        CommandResultObserved answer = CommandResultObserved.newBuilder()
                .setCommandId(command.getCommandId())
                .setSlot(command.getSlot())
                .setSlotSeq(1)
                .setOutcome(CommandOutcome.DONE)
                .build();
        dying.send(new ProducerRecord<>(
                names.of(TopicCatalogue.COMMAND_RESULTS),
                "x",
                kafka.bytes(names, TopicCatalogue.COMMAND_RESULTS, new CommandResult("dead", Sim.START, answer))));
        dying.flush();

        try (SimulatedClusterApp app = SimulatedClusterApp.start(config)) {
            await().atMost(PATIENCE).until(() -> Web.ready(app, "web-1"));
        } finally {
            dying.close(Duration.ZERO);
        }
        assertThat(answers(names)).hasSize(1);
        assertThat(added(names)).containsExactly("web-1");
    }

    @Test
    @DisplayName("commands are read to the end first: of a slot only the highest wish is carried out")
    void highestWish() {
        TopicNames names = kafka.topics("highest", 2);
        SimulatedClusterConfig config = kafka.config(names);
        try (SimulatedClusterApp app = SimulatedClusterApp.start(config)) {
            app.ensureNodes(1);
            app.apply(WEB, "web.yaml");
            publishRevision(names, app, Web.web(app));
        }
        try (SimulatedClusterApp app = SimulatedClusterApp.start(config)) {
            DaemonSetRef web = Web.web(app);
            String node = app.request(cluster -> Meta.uid(cluster.api().get(ObjectKey.node("node-1"))));
            app.close();
            for (int seq = 1; seq <= 5; seq++) {
                send(names, Web.command(web, "node-1", node, "web-" + seq, seq));
            }
            kafka.sendBytes(names.of(TopicCatalogue.COMMANDS), "x", "no avro".getBytes(StandardCharsets.UTF_8));
        }
        try (SimulatedClusterApp app = SimulatedClusterApp.start(config)) {
            await().atMost(PATIENCE).until(() -> answers(names).size() == 5);
            assertThat(app.failure()).isEmpty();
        }
        assertThat(added(names)).containsExactly("web-5");
        assertThat(answers(names))
                .filteredOn(answer -> answer.getOutcome() == CommandOutcome.SUPERSEDED)
                .hasSize(4);
    }

    @Test
    @DisplayName("revisions become ControllerRevisions and status is written, once over restarts")
    void publishing() {
        TopicNames names = kafka.topics("publishing", 1);
        DaemonSetRef web;
        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            app.ensureNodes(1);
            app.apply(WEB, "web.yaml");
            web = Web.web(app);
            publishRevision(names, app, web);
            kafka.send(names, TopicCatalogue.STATUS, web.getUid(), Web.status(web));
            await().atMost(PATIENCE)
                    .until(() -> app.request(cluster -> cluster.api()
                                    .get(Web.webKey())
                                    .at("/status/desiredNumberScheduled")
                                    .asInt())
                            == 1);
            List<ObjectNode> revisions = app.request(cluster -> cluster.api().list(ObjectKind.CONTROLLER_REVISION));
            assertThat(revisions).extracting(Meta::name).containsExactly("web-h1");
        }
        int events = kafka.read(names, TopicCatalogue.DAEMON_SET_EVENTS).size();
        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            kafka.sendBytes(names.of(TopicCatalogue.REVISIONS), web.getUid() + "/h1", null);
            await().atMost(PATIENCE)
                    .until(() -> app.request(cluster ->
                            cluster.api().list(ObjectKind.CONTROLLER_REVISION).isEmpty()));
        }
        assertThat(kafka.read(names, TopicCatalogue.DAEMON_SET_EVENTS))
                .as("one barrier more, no write")
                .hasSize(events + 1);
    }

    @Test
    void whatAPersonGetsWrongIsOneLine() {
        TopicNames names = kafka.topics("wrong", 1);
        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            assertThatThrownBy(() -> app.apply("a: [", "x.yaml"))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageStartingWith("x.yaml:1: is not YAML");
            assertThatThrownBy(() -> app.apply(WEB.replace("matchLabels: {app: web}", "matchLabels: {}"), "x.yaml"))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageContaining("empty selector is invalid");
            assertThat(app.ensureNodes(0)).containsExactly("control-plane");
        }
        assertThatThrownBy(() -> SimulatedClusterApp.start(kafka.config(new TopicNames("nowhere"))))
                .isInstanceOf(ClusterStoppedException.class)
                .hasMessageContaining("is not there; create the topics first");
    }

    @Test
    @DisplayName("a command that is seen before the revision it names waits for it")
    void commandBeforeItsRevision() throws InterruptedException {
        TopicNames names = kafka.topics("before", 2);
        try (SimulatedClusterApp app = SimulatedClusterApp.start(kafka.config(names))) {
            app.ensureNodes(1);
            app.apply(WEB, "web.yaml");
            DaemonSetRef web = Web.web(app);
            create(names, app, web, "node-1", "web-1", 1);
            Thread.sleep(MARKERS_APART_MILLIS);
            kafka.send(names, TopicCatalogue.REVISIONS, web.getUid() + "/h1", revision(web, WEB_TEMPLATE));
            await().atMost(PATIENCE).until(() -> Web.ready(app, "web-1"));
            assertThat(answers(names))
                    .extracting(CommandResultObserved::getOutcome)
                    .containsExactly(CommandOutcome.DONE);
        }
    }

    private static void publishRevision(TopicNames names, SimulatedClusterApp app, DaemonSetRef web) {
        String template = app.request(
                cluster -> PodTemplate.of(cluster.api().get(Web.webKey()).at("/spec/template"))
                        .json());
        kafka.send(names, TopicCatalogue.REVISIONS, web.getUid() + "/h1", revision(web, template));
        await().atMost(PATIENCE)
                .until(() -> app.request(cluster -> cluster.api()
                                .list(ObjectKind.CONTROLLER_REVISION)
                                .size())
                        == 1);
    }

    private static Revision revision(DaemonSetRef web, String template) {
        return Revision.newBuilder()
                .setDaemonSet(web)
                .setName("web-h1")
                .setHash("h1")
                .setRevision(1)
                .setCreatedAt(Sim.START)
                .setJournal(new SourcePosition("journal", 0, 0L))
                .setTemplate(template)
                .build();
    }

    private static void create(
            TopicNames names, SimulatedClusterApp app, DaemonSetRef web, String node, String pod, long seq) {
        String nodeUid = app.request(cluster -> Meta.uid(cluster.api().get(ObjectKey.node(node))));
        send(names, Web.command(web, node, nodeUid, pod, seq));
    }

    private static void send(TopicNames names, Command command) {
        String key = command.getSlot().getDaemonSet().getUid() + "/"
                + command.getSlot().getNode();
        kafka.send(names, TopicCatalogue.COMMANDS, key, command);
    }

    private static List<CommandResultObserved> answers(TopicNames names) {
        return kafka.read(names, TopicCatalogue.COMMAND_RESULTS).stream()
                .map(read -> read.value().getResult())
                .toList();
    }

    private static List<String> added(TopicNames names) {
        return kafka.read(names, TopicCatalogue.POD_EVENTS).stream()
                .map(read -> ((PodEvent) read.value()).getBody())
                .filter(PodChange.class::isInstance)
                .map(body -> ((PodChange) body).getProjection())
                .filter(pod -> pod.getChange() == ChangeType.ADDED)
                .map(pod -> pod.getName())
                .toList();
    }
}
