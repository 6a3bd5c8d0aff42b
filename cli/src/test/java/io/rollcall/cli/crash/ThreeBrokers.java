package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka cluster of three processes, each broker and KRaft controller, every record on all three and acknowledged by two. The loss
 * of one stops nothing.
 */
final class ThreeBrokers implements AutoCloseable {

    private static final int COUNT = 3;
    private static final String HOST = "127.0.0.1";
    private static final String LARGEST_MESSAGE = String.valueOf(8 * 1_048_576);

    private final List<VictimProcess> processes = new ArrayList<>();
    private final String bootstrapServers;
    private final Admin admin;

    private ThreeBrokers(Path folder, Ports ports) throws Exception {
        int[] clients = IntStream.range(0, COUNT).map(i -> ports.next()).toArray();
        int[] quorum = IntStream.range(0, COUNT).map(i -> ports.next()).toArray();
        bootstrapServers =
                IntStream.of(clients).mapToObj(port -> HOST + ":" + port).collect(Collectors.joining(","));
        String voters = IntStream.range(0, COUNT)
                .mapToObj(i -> (i + 1) + "@" + HOST + ":" + quorum[i])
                .collect(Collectors.joining(","));
        String cluster = Uuid.randomUuid().toString();
        for (int i = 0; i < COUNT; i++) {
            Path data = Files.createDirectories(folder.resolve("broker-" + (i + 1)));
            format(cluster, i + 1, data);
            Properties settings = settings(i + 1, data, clients[i], quorum[i], voters);
            Path file = folder.resolve("broker-" + (i + 1) + ".properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            processes.add(new VictimProcess(
                    "broker " + (i + 1),
                    folder.resolve("broker-" + (i + 1) + ".out"),
                    List.of("-Xmx400m"),
                    List.of("kafka.Kafka", file.toString())));
        }
        // A question to a broker that is halted is asked in vain; asked again it goes to another one.
        admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", "1500", "default.api.timeout.ms", "3000"));
    }

    /** Starts them with their data below a folder, and returns when all three are there. */
    static ThreeBrokers start(Path folder, Ports ports) throws Exception {
        ThreeBrokers brokers = new ThreeBrokers(folder, ports);
        try {
            for (VictimProcess broker : brokers.processes) {
                broker.start();
            }
            new BrokerHealth(brokers.admin).awaitBrokers(COUNT);
        } catch (Exception | AssertionError e) {
            brokers.close();
            throw e;
        }
        return brokers;
    }

    /** Creates the topics as an operator does, each on all three brokers. */
    void createTopics(int journalPartitions) {
        Run created = Run.of(
                "topics",
                "create",
                "--bootstrap-server",
                bootstrapServers,
                "--replication-factor",
                Integer.toString(COUNT),
                "--journal-partitions",
                Integer.toString(journalPartitions));
        assertThat(created.status()).as("%s", created.err()).isZero();
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Admin admin() {
        return admin;
    }

    /** The process of a broker's id. */
    VictimProcess process(int id) {
        return processes.get(id - 1);
    }

    List<VictimProcess> processes() {
        return List.copyOf(processes);
    }

    private static void format(String cluster, int id, Path data) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(cluster)
                .setNodeId(id)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
    }

    private static Properties settings(int id, Path data, int clients, int quorum, String voters) {
        Properties settings = new Properties();
        String listener = "PLAINTEXT://" + HOST + ":" + clients;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(id));
        settings.put("log.dirs", data.toString());
        settings.put("listeners", listener + ",CONTROLLER://" + HOST + ":" + quorum);
        settings.put("advertised.listeners", listener);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", voters);
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", LARGEST_MESSAGE);
        settings.put("replica.fetch.max.bytes", LARGEST_MESSAGE);
        replicated(settings);
        quickToNoticeADeath(settings);
        small(settings);
        return settings;
    }

    private static void replicated(Properties settings) {
        for (String log : List.of("transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(log + ".replication.factor", "3");
            settings.put(log + ".min.isr", "2");
            settings.put(log + ".num.partitions", "6");
        }
        settings.put("offsets.topic.replication.factor", "3");
        settings.put("offsets.topic.num.partitions", "6");
        settings.put("default.replication.factor", "3");
        settings.put("min.insync.replicas", "2");
        settings.put("unclean.leader.election.enable", "false");
    }

    private static void quickToNoticeADeath(Properties settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("controller.quorum.election.timeout.ms", "500");
        settings.put("controller.quorum.fetch.timeout.ms", "1500");
        // Brokers wait so long for a controller that is halted; Kafka's own 30 s are ten of their sessions.
        settings.put("controller.socket.timeout.ms", "1500");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void small(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", LARGEST_MESSAGE);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        processes.forEach(VictimProcess::close);
    }
}
