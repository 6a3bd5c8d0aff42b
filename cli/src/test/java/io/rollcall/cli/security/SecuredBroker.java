package io.rollcall.cli.security;

import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.settings.ClientSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker with Kafka's standard authorizer, which denies what no ACL allows. One listener takes user names and passwords (SCRAM-SHA-512), one takes
 * certificates; both speak TLS. Whoever has a certificate has a user name, too, and is the same principal by either.
 */
final class SecuredBroker implements AutoCloseable {

    /** Password of the key stores. */
    static final String STORE_PASSWORD = "kestrel-7Qv2-stores";

    private static final String HOST = "127.0.0.1";
    private static final String LARGEST_MESSAGE = String.valueOf(8 * 1_048_576);
    private static final int ITERATIONS = 4096;

    private final Path folder;
    private final KafkaRaftServer server;
    private final Certificates certificates;
    private final int scramPort;
    private final int tlsPort;
    private final Admin admin;

    private SecuredBroker(Path folder, Certificates certificates) throws Exception {
        this.folder = folder;
        this.certificates = certificates;
        this.scramPort = freePort();
        this.tlsPort = freePort();
        Path data = Files.createDirectories(folder.resolve("broker"));
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        this.server = new KafkaRaftServer(new KafkaConfig(settings(data, freePort()), false), Time.SYSTEM);
        server.startup();
        this.admin = Admin.create(new TreeMap<>(withCertificate("admin")));
    }

    /**
     * Starts it.
     *
     * @param principals who may come in beside the admin, who may do everything
     */
    static SecuredBroker start(Path folder, List<String> principals) throws Exception {
        Files.createDirectories(folder.resolve("passwords"));
        List<String> names = new java.util.ArrayList<>(List.of("broker", "admin"));
        names.addAll(principals);
        SecuredBroker broker =
                new SecuredBroker(folder, Certificates.make(folder.resolve("certificates"), STORE_PASSWORD, names));
        Files.writeString(broker.passwordFile("store"), STORE_PASSWORD + "\n");
        for (String principal : principals) {
            broker.giveUserName(principal);
        }
        return broker;
    }

    private void giveUserName(String principal) throws Exception {
        Files.writeString(passwordFile(principal), password(principal) + "\n");
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        principal,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        password(principal))))
                .all()
                .get();
    }

    /** The password of a user. */
    static String password(String principal) {
        return "heron-" + principal + "-9Zk4";
    }

    /** May do everything. */
    Admin admin() {
        return admin;
    }

    /** A registry that the admin runs, in its usual topic. */
    SchemaRegistryServer registry() {
        return registry("admin", RegistryConfig.DEFAULT_TOPIC);
    }

    /** A registry that this principal runs, in this topic. */
    SchemaRegistryServer registry(String principal, String topic) {
        return SchemaRegistryServer.start(
                new RegistryConfig(HOST, 0, new ClientSettings(withCertificate(principal)), topic, Optional.empty()));
    }

    /** Settings of a client with a user name, as Kafka names them; the password stands in a file of its own. */
    Map<String, String> withPassword(String principal) {
        return Map.of(
                "bootstrap.servers",
                HOST + ":" + scramPort,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + principal
                        + "\" password=\"${dir:" + folder.resolve("passwords") + ":" + principal + "}\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.authority().toString());
    }

    /** Settings of a client with a certificate, the password of its key store in plain. */
    Map<String, String> withCertificate(String principal) {
        return withCertificate(principal, STORE_PASSWORD);
    }

    /** The same with another text for the password, such as a reference to a file. */
    Map<String, String> withCertificate(String principal, String password) {
        return Map.of(
                "bootstrap.servers",
                HOST + ":" + tlsPort,
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                certificates.keyStore(principal).toString(),
                "ssl.keystore.password",
                password,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificates.authority().toString());
    }

    /** Reference to the file with the password of the key stores. */
    String storePasswordReference() {
        return "${dir:" + folder.resolve("passwords") + ":store}";
    }

    private Path passwordFile(String name) {
        return folder.resolve("passwords").resolve(name);
    }

    private Properties settings(Path data, int controllerPort) {
        Properties settings = new Properties();
        String listeners = "SCRAM://" + HOST + ":" + scramPort + ",TLS://" + HOST + ":" + tlsPort;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", data.toString());
        settings.put("listeners", listeners + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", listeners);
        settings.put("listener.security.protocol.map", "SCRAM:SASL_SSL,TLS:SSL,CONTROLLER:SSL");
        settings.put("inter.broker.listener.name", "TLS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", LARGEST_MESSAGE);
        secured(settings);
        alone(settings);
        return settings;
    }

    private void secured(Properties settings) {
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:broker;User:admin");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.scram.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.tls.ssl.client.auth", "required");
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+),.*$/$1/,DEFAULT");
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", certificates.keyStore("broker").toString());
        settings.put("ssl.keystore.password", STORE_PASSWORD);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificates.authority().toString());
    }

    private static void alone(Properties settings) {
        for (String log : List.of("transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(log + ".replication.factor", "1");
            settings.put(log + ".min.isr", "1");
            settings.put(log + ".num.partitions", "2");
        }
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "2");
        settings.put("default.replication.factor", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("group.coordinator.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", LARGEST_MESSAGE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        admin.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
