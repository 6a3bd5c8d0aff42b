package io.rollcall.events.broker;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Controller and broker of one JVM, as in {@link KafkaRaftServer}, but the broker is started only when the controller
 * knows that its predecessor is gone.
 *
 * <p>A broker that was killed still counts as alive when the controller starts, until its session is over. A broker
 * that starts meanwhile takes itself for its predecessor, and so for the coordinator of its transactions: it ends those
 * that were open, and sends the markers to an address where nobody is. When the session is over, the partitions have no
 * leader for a moment, and Kafka 4.3 takes a partition without a leader for a deleted one: it leaves the markers out and
 * counts the transaction as complete. From then on nobody who reads committed records gets past it, for good.
 */
final class CombinedServer {

    private static final Logger LOG = LoggerFactory.getLogger(CombinedServer.class);

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    CombinedServer(KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> folders =
                KafkaRaftServer.initializeLogDirs(config, LOG, "embedded broker: ");
        MetaPropertiesEnsemble properties = folders._1();
        Map<Integer, InetSocketAddress> voters =
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters());
        shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, properties.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(voters),
                List.of(),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        broker = new BrokerServer(shared);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2());
    }

    /**
     * Returns when clients can use the broker.
     *
     * @throws BrokerStartException when the controller does not take the predecessor for gone
     */
    void startup() {
        controller.startup();
        new Predecessor(controller.controller(), shared.loader()).signOff();
        broker.startup();
    }

    /** Returns when both are down, whatever of them was started; an interrupt from before does not break that off. */
    void stop() {
        boolean interrupted = Thread.interrupted();
        try {
            broker.shutdown();
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
