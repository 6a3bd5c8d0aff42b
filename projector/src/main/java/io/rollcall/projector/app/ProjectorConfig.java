package io.rollcall.projector.app;

import io.rollcall.events.topics.TopicNames;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.view.ViewLocation;
import io.rollcall.projector.web.MetricsSettings;
import io.rollcall.projector.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a projector.
 *
 * @param kafka settings of the Kafka clients, bootstrap.servers among them
 * @param registryUrl URL of the schema registry
 * @param topics names of the topics
 * @param view where the view stands
 * @param group consumer group of the projectors that share it
 * @param retention how long its history stays
 * @param web where the web API listens, and for whom
 * @param metrics where metrics are served
 */
public record ProjectorConfig(
        Map<String, Object> kafka,
        String registryUrl,
        TopicNames topics,
        ViewLocation view,
        String group,
        Retention retention,
        WebSettings web,
        MetricsSettings metrics) {

    /** Settings with this prefix go to the Kafka clients without it, for example {@code kafka.security.protocol}. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int DEFAULT_WEB_PORT = 8080;
    private static final String DEFAULT_GROUP = "rollcall-projector";
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
                    "view",
                    Type.STRING,
                    Importance.HIGH,
                    "Where the view stands: the path of a SQLite file, for one projector, or the jdbc:postgresql: URL of a"
                            + " database, which several share; its parameter currentSchema names a schema that is the view's"
                            + " alone. Made where it is missing; rebuilt from the log when it is not of this version or of"
                            + " this log.")
            .define("view.user", Type.STRING, "", Importance.MEDIUM, "Role that writes a view in PostgreSQL.")
            .define(
                    "view.password.file",
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "File with the password of that role; empty for none.")
            .define(
                    "view.group",
                    Type.STRING,
                    DEFAULT_GROUP,
                    Importance.LOW,
                    "Consumer group of the projectors that share a view in PostgreSQL: the same for these, another for those"
                            + " of another view of the same log.")
            .define(
                    "view.history.retention.ms",
                    Type.LONG,
                    Retention.FOR_EVER,
                    Range.atLeast(Retention.FOR_EVER),
                    Importance.MEDIUM,
                    "How long versions of the past stay, in journal time from their end; -1 for ever.")
            .define(
                    "view.decisions.retention.ms",
                    Type.LONG,
                    Retention.FOR_EVER,
                    Range.atLeast(Retention.FOR_EVER),
                    Importance.MEDIUM,
                    "How long decisions, commands and rollouts stay, in journal time; -1 for ever.")
            .define(
                    "web.host",
                    Type.STRING,
                    LOOPBACK,
                    Importance.MEDIUM,
                    "Address that the web API listens on. One that other machines reach needs tokens.")
            .define(
                    "web.port",
                    Type.INT,
                    DEFAULT_WEB_PORT,
                    Range.between(0, HIGHEST_PORT),
                    Importance.MEDIUM,
                    "Port of the web API, 0 for a free one.")
            .define(
                    "web.read.tokens.file",
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "File with the bearer tokens that may read, one a line; empty for none. Read again when it changes.")
            .define(
                    "web.write.tokens.file",
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "File with the bearer tokens that may read and write, one a line; empty for none. Read again when it changes.")
            .define(
                    "web.hosts",
                    Type.LIST,
                    List.of(),
                    Importance.LOW,
                    "Names by which the web API may be asked beside localhost as long as it has no tokens, for example"
                            + " behind a proxy on the same machine; with commas.")
            .define(
                    "web.max.queries",
                    Type.INT,
                    WebSettings.QUERIES,
                    Range.atLeast(1),
                    Importance.LOW,
                    "How many questions the web API works on at once; others wait up to two seconds, then get 503.")
            .define(
                    "web.max.streams",
                    Type.INT,
                    WebSettings.STREAMS,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How many streams of events the web API keeps open at once; others get 503.")
            .define(
                    "web.max.rate",
                    Type.INT,
                    WebSettings.RATE,
                    Range.atLeast(0),
                    Importance.LOW,
                    "How many requests a second one address may go on making, ten seconds' worth of them at once; more get"
                            + " 429. 0 for any number. Does not hold for this machine itself as long as no tokens are asked"
                            + " for.")
            .define("metrics.host", Type.STRING, LOOPBACK, Importance.MEDIUM, "Address that metrics are served on.")
            .define(
                    "metrics.port",
                    Type.INT,
                    MetricsSettings.PORT,
                    Range.between(MetricsSettings.NOWHERE, HIGHEST_PORT),
                    Importance.MEDIUM,
                    "Port of the metrics, 0 for a free one, -1 for none.")
            .define(
                    "metrics.pods",
                    Type.BOOLEAN,
                    true,
                    Importance.LOW,
                    "Whether metrics show each daemon pod: about a dozen series a pod.");

    /** Copies the settings. */
    public ProjectorConfig {
        kafka = Map.copyOf(kafka);
    }

    /** On one machine, everything else as by default. */
    public static ProjectorConfig local(
            String bootstrapServers, String registryUrl, Path database, int webPort, int metricsPort) {
        return new ProjectorConfig(
                Map.of("bootstrap.servers", bootstrapServers),
                registryUrl,
                TopicNames.standard(),
                new ViewLocation.SqliteFile(database),
                DEFAULT_GROUP,
                Retention.NONE,
                WebSettings.local(webPort),
                MetricsSettings.local(metricsPort));
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
                view(parsed),
                parsed.getString("view.group"),
                new Retention(
                        parsed.getLong("view.history.retention.ms"), parsed.getLong("view.decisions.retention.ms")),
                web(parsed),
                new MetricsSettings(
                        parsed.getString("metrics.host"),
                        parsed.getInt("metrics.port"),
                        parsed.getBoolean("metrics.pods")));
    }

    private static WebSettings web(AbstractConfig parsed) {
        return new WebSettings(
                parsed.getString("web.host"),
                parsed.getInt("web.port"),
                new AccessSettings(
                        path(parsed, "web.read.tokens.file"),
                        path(parsed, "web.write.tokens.file"),
                        parsed.getList("web.hosts")),
                parsed.getInt("web.max.queries"),
                parsed.getInt("web.max.streams"),
                parsed.getInt("web.max.rate"));
    }

    private static @Nullable Path path(AbstractConfig parsed, String setting) {
        String path = parsed.getString(setting);
        return path.isEmpty() ? null : Path.of(path);
    }

    private static ViewLocation view(AbstractConfig parsed) {
        String view = parsed.getString("view");
        if (!view.startsWith("jdbc:")) {
            return new ViewLocation.SqliteFile(Path.of(view));
        }
        if (!view.startsWith(ViewLocation.POSTGRES_URL)) {
            throw new ConfigException(
                    "view", view, "name a file, or a URL that begins with " + ViewLocation.POSTGRES_URL);
        }
        String file = parsed.getString("view.password.file");
        return new ViewLocation.PostgresDatabase(
                view, parsed.getString("view.user"), file.isEmpty() ? "" : password(Path.of(file)));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigException("view.password.file", file, "it cannot be read: " + e);
        }
    }
}
