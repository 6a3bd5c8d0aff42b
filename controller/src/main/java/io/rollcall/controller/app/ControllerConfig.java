package io.rollcall.controller.app;

import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.streams.StreamsConfig;

/** The controller's settings, checked. Immutable. */
public final class ControllerConfig {

    private static final int HEARTBEATS_IN_A_SESSION = 4;

    private final Map<String, Object> values;
    private final Map<String, String> clients;

    private ControllerConfig(Map<String, Object> values, Map<String, String> clients) {
        this.values = values;
        this.clients = clients;
    }

    /**
     * Reads settings; see {@link #definition()} for their names.
     *
     * @throws InvalidSettingsException when some are missing, unknown or out of range, with all of them
     */
    public static ControllerConfig of(Map<String, String> settings) {
        Map<String, String> own = new TreeMap<>();
        Map<String, String> clients = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(ControllerSettings.CLIENT_PREFIX)) {
                clients.put(name.substring(ControllerSettings.CLIENT_PREFIX.length()), value);
            } else if (ControllerSettings.DEFINITION.names().contains(name)) {
                own.put(name, value);
            } else {
                problems.add("unknown setting " + name + ": it is one of "
                        + String.join(
                                ", ",
                                ControllerSettings.DEFINITION.names().stream()
                                        .sorted()
                                        .toList())
                        + ", or starts with " + ControllerSettings.CLIENT_PREFIX + " for Kafka's clients");
            }
        });
        for (ConfigValue value : ControllerSettings.DEFINITION.validate(own)) {
            // Of several messages the first tells the cause, the others follow from it.
            value.errorMessages().stream()
                    .findFirst()
                    .ifPresent(message -> problems.add(value.name() + ": " + message));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new ControllerConfig(ControllerSettings.DEFINITION.parse(own), clients);
    }

    /** Names, types, defaults and docs of all settings, for the reference. */
    public static ConfigDef definition() {
        return new ConfigDef(ControllerSettings.DEFINITION);
    }

    /** Full names of the topics. */
    public TopicNames topics() {
        return new TopicNames(text(ControllerSettings.TOPIC_PREFIX));
    }

    /** URL of the schema registry. */
    public String registryUrl() {
        return text(ControllerSettings.REGISTRY_URL);
    }

    /** Whether unknown schemas are registered when first written. */
    public boolean autoRegister() {
        return flag(ControllerSettings.AUTO_REGISTER);
    }

    /** Rules a new journal starts with. */
    public RuleProfile rules() {
        return RuleProfile.of(text(ControllerSettings.RULES));
    }

    /** What was chosen about commands. */
    public DeciderOptions deciderOptions() {
        return new DeciderOptions(
                Placement.valueOf(text(ControllerSettings.PLACEMENT).toUpperCase(Locale.ROOT)),
                flag(ControllerSettings.INLINE_PODS));
    }

    /** What commands and decisions say in their headers. */
    CloudEventHeaders headers() {
        return flag(ControllerSettings.CLOUD_EVENTS) ? CloudEventHeaders.under(topics()) : CloudEventHeaders.none();
    }

    /** Settings of any Kafka client: brokers and security. */
    Properties client() {
        Properties properties = new Properties();
        properties.putAll(clients);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, text(ControllerSettings.BOOTSTRAP_SERVERS));
        return properties;
    }

    /** Settings of the Router's Streams application. */
    Properties router() {
        return streams("router", ControllerSettings.ROUTER_THREADS);
    }

    /** Settings of the Decider's Streams application. */
    Properties decider() {
        return streams("decider", ControllerSettings.DECIDER_THREADS);
    }

    private Properties streams(String part, String threads) {
        Properties properties = client();
        int commitInterval = number(ControllerSettings.COMMIT_INTERVAL);
        int session = number(ControllerSettings.SESSION_TIMEOUT);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(part));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, number(threads));
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, number(ControllerSettings.STANDBY_REPLICAS));
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, number(ControllerSettings.REPLICATION_FACTOR));
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval);
        // A thread with nothing to do sleeps this long, also when a commit or a look at the clock is due.
        properties.put(StreamsConfig.POLL_MS_CONFIG, commitInterval);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                number(ControllerSettings.TRANSACTION_TIMEOUT));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), largestMessage());
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                session / HEARTBEATS_IN_A_SESSION);
        return properties;
    }

    private String applicationId(String part) {
        String prefix = text(ControllerSettings.APPLICATION_ID_PREFIX);
        return (prefix.isEmpty() ? text(ControllerSettings.TOPIC_PREFIX) : prefix) + "-" + part;
    }

    private String stateDir() {
        String folder = text(ControllerSettings.STATE_DIR);
        return folder.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), text(ControllerSettings.TOPIC_PREFIX) + "-state")
                        .toString()
                : folder;
    }

    /** The largest record of any topic or changelog, with room for what Kafka puts around it. */
    private static int largestMessage() {
        int largest = TopicCatalogue.all().stream()
                .mapToInt(topic -> topic.maxMessageBytes())
                .max()
                .orElseThrow();
        return 2 * largest;
    }

    private String text(String name) {
        return (String) value(name);
    }

    private int number(String name) {
        return (Integer) value(name);
    }

    private boolean flag(String name) {
        return (Boolean) value(name);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("setting " + name + " has no value");
        }
        return value;
    }
}
