package io.rollcall.controller.app;

import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.RegistryAccess;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The controller's settings, checked. Immutable. */
public final class ControllerConfig {

    private static final int HEARTBEATS_IN_A_SESSION = 4;

    private final Settings settings;

    private ControllerConfig(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads settings; see {@link ControllerSettings#DEFINITION} for their names.
     *
     * @throws io.rollcall.events.settings.InvalidSettingsException when some are missing, unknown or out of range, with all of them
     */
    public static ControllerConfig of(Map<String, String> settings) {
        return new ControllerConfig(Settings.of(ControllerSettings.DEFINITION, settings));
    }

    /** As settings say that have those of {@link ControllerSettings#DEFINITION} among them. */
    public static ControllerConfig of(Settings settings) {
        return new ControllerConfig(settings);
    }

    /** Full names of the topics. */
    public TopicNames topics() {
        return settings.topics();
    }

    /** Where the schema registry is. */
    public RegistryAccess registry() {
        return settings.registry();
    }

    /** Whether unknown schemas are registered when first written. */
    public boolean autoRegister() {
        return flag(CommonSettings.AUTO_REGISTER);
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
        return flag(CommonSettings.CLOUD_EVENTS) ? CloudEventHeaders.under(topics()) : CloudEventHeaders.none();
    }

    /** Settings of any Kafka client: brokers and security. */
    ClientSettings kafka() {
        return settings.kafka();
    }

    /** The same, to be added to. */
    Properties client() {
        Properties properties = new Properties();
        properties.putAll(kafka().values());
        return properties;
    }

    /** The consumer group whose positions tell how far the decider is. */
    public String deciderGroup() {
        return applicationId("decider");
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
        properties.putIfAbsent(StreamsConfig.REQUEST_TIMEOUT_MS_CONFIG, ClientSettings.ANSWER_MILLIS);
        // Before it assigns partitions, Streams asks questions through its admin client. That one looks at the time of
        // a request only when something else happens: a question to a halted broker takes the time of the whole call.
        if (!properties.containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)) {
            properties.putIfAbsent(
                    StreamsConfig.adminClientPrefix(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG),
                    settings.kafka().callMillis(ClientSettings.ANSWER_MILLIS));
        }
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
        return (prefix.isEmpty() ? text(CommonSettings.TOPIC_PREFIX) : prefix) + "-" + part;
    }

    private String stateDir() {
        String folder = text(ControllerSettings.STATE_DIR);
        return folder.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"), text(CommonSettings.TOPIC_PREFIX) + "-state")
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
        return settings.text(name);
    }

    private int number(String name) {
        return settings.number(name);
    }

    private boolean flag(String name) {
        return settings.flag(name);
    }
}
