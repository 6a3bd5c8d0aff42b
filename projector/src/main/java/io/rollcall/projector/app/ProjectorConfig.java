package io.rollcall.projector.app;

import io.rollcall.events.topics.TopicNames;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Configuration of a projector.
 *
 * @param kafka settings of the Kafka clients, bootstrap.servers among them
 * @param registryUrl URL of the schema registry
 * @param topics names of the topics
 * @param database the SQLite file; made where it is missing
 * @param webHost address that the web API listens on
 * @param webPort its port, 0 for a free one
 */
public record ProjectorConfig(
        Map<String, Object> kafka, String registryUrl, TopicNames topics, Path database, String webHost, int webPort) {

    /** Settings with this prefix go to the Kafka clients without it, for example {@code kafka.security.protocol}. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int DEFAULT_WEB_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    /** Every setting with its type, default and description; settings under {@link #KAFKA_PREFIX} come on top. */
    public static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    "bootstrap.servers",
                    Type.STRING,
                    Importance.HIGH,
                    "Brokers of the Kafka cluster, host:port with commas.")
            .define("schema.registry.url", Type.STRING, Importance.HIGH, "URL of the schema registry.")
            .define(
                    "topic.prefix",
                    Type.STRING,
                    TopicNames.DEFAULT_PREFIX,
                    Importance.HIGH,
                    "What stands before the names of the topics.")
            .define(
                    "view.file",
                    Type.STRING,
                    Importance.HIGH,
                    "The SQLite file that holds the view. Made where it is missing; rebuilt from the log when it is not of"
                            + " this version or of this log.")
            .define("web.host", Type.STRING, LOOPBACK, Importance.MEDIUM, "Address that the web API listens on.")
            .define(
                    "web.port",
                    Type.INT,
                    DEFAULT_WEB_PORT,
                    Range.between(0, HIGHEST_PORT),
                    Importance.MEDIUM,
                    "Port of the web API, 0 for a free one.");

    /** Copies the settings. */
    public ProjectorConfig {
        kafka = Map.copyOf(kafka);
    }

    /** On one machine, everything else as by default. */
    public static ProjectorConfig local(String bootstrapServers, String registryUrl, Path database, int webPort) {
        return new ProjectorConfig(
                Map.of("bootstrap.servers", bootstrapServers),
                registryUrl,
                TopicNames.standard(),
                database,
                LOOPBACK,
                webPort);
    }

    /**
     * From a configuration file's settings.
     *
     * @throws ConfigException when one is missing, unknown or illegal; the message names it
     */
    public static ProjectorConfig from(Map<String, String> settings) {
        Map<String, Object> kafka = new TreeMap<>();
        Map<String, String> own = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(KAFKA_PREFIX)) {
                kafka.put(name.substring(KAFKA_PREFIX.length()), value);
            } else {
                own.put(name, value);
            }
        });
        for (String name : own.keySet()) {
            if (!DEFINITION.names().contains(name)) {
                throw new ConfigException("unknown setting " + name + ": known are "
                        + String.join(", ", DEFINITION.names()) + " and everything under " + KAFKA_PREFIX);
            }
        }
        AbstractConfig parsed = new AbstractConfig(DEFINITION, own, false);
        kafka.put("bootstrap.servers", parsed.getString("bootstrap.servers"));
        return new ProjectorConfig(
                kafka,
                parsed.getString("schema.registry.url"),
                new TopicNames(parsed.getString("topic.prefix")),
                Path.of(parsed.getString("view.file")),
                parsed.getString("web.host"),
                parsed.getInt("web.port"));
    }
}
