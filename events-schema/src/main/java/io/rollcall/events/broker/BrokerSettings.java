package io.rollcall.events.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Settings of a broker that is alone: no replicas, small, quick to start, also after a crash. */
final class BrokerSettings {
    static final String HOST = "127.0.0.1";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final int NODE_ID = 1;

    private static final String BROKER_LISTENER = "PLAINTEXT";
    private static final String FEW = "4";
    private static final String LARGEST_MESSAGE = String.valueOf(8 * 1_048_576);

    private BrokerSettings() {}

    static Properties of(Path data, int port, int controllerPort) {
        Properties settings = new Properties();
        identity(settings, data, port, controllerPort);
        alone(settings);
        quick(settings);
        small(settings);
        return settings;
    }

    private static void identity(Properties settings, Path data, int port, int controllerPort) {
        String broker = BROKER_LISTENER + "://" + HOST + ":" + port;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("log.dirs", data.toString());
        settings.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        // A misspelt topic shall fail, not appear.
        settings.put("auto.create.topics.enable", "false");
        // Rows of stores hold templates of several revisions; topics with limits of their own keep them.
        settings.put("message.max.bytes", LARGEST_MESSAGE);
        // Positions of readers must survive a machine that is off for weeks: the default forgets them after one.
        settings.put("offsets.retention.minutes", String.valueOf(Integer.MAX_VALUE));
    }

    private static void alone(Properties settings) {
        for (String log : new String[] {"transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(log + ".replication.factor", "1");
            settings.put(log + ".min.isr", "1");
            settings.put(log + ".num.partitions", FEW);
        }
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", FEW);
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
    }

    private static void quick(Properties settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("controller.quorum.election.timeout.ms", "200");
        // A broker may register when the session of its predecessor is over, soon after a crash and at once after a
        // clean shutdown, which needs the controlled one.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "250");
        settings.put("controlled.shutdown.enable", "true");
    }

    private static void small(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", FEW);
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1_048_576));
    }
}
