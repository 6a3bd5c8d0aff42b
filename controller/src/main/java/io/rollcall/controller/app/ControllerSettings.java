package io.rollcall.controller.app;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** Every setting of the controller: name, type, default, doc. The reference page and the checks are made from this. */
final class ControllerSettings {

    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String REGISTRY_URL = "schema.registry.url";
    static final String AUTO_REGISTER = "schema.registry.auto.register";
    static final String TOPIC_PREFIX = "topic.prefix";
    static final String APPLICATION_ID_PREFIX = "application.id.prefix";
    static final String STATE_DIR = "state.dir";
    static final String ROUTER_THREADS = "router.threads";
    static final String DECIDER_THREADS = "decider.threads";
    static final String STANDBY_REPLICAS = "standby.replicas";
    static final String REPLICATION_FACTOR = "replication.factor";
    static final String COMMIT_INTERVAL = "commit.interval.ms";
    static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";
    static final String SESSION_TIMEOUT = "session.timeout.ms";
    static final String RULES = "rules";
    static final String PLACEMENT = "placement";
    static final String INLINE_PODS = "inline.pods";
    static final String CLOUD_EVENTS = "cloudevents.headers";

    /** Names of settings that start with this go to every Kafka client without it. */
    static final String CLIENT_PREFIX = "kafka.";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    BOOTSTRAP_SERVERS,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    Importance.HIGH,
                    "Addresses of Kafka brokers, host:port with commas between.")
            .define(
                    REGISTRY_URL,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    Importance.HIGH,
                    "URL of the schema registry; several with commas between.")
            .define(
                    AUTO_REGISTER,
                    Type.BOOLEAN,
                    true,
                    Importance.LOW,
                    "Whether schemas that the registry does not know are registered when they are first written.")
            .define(
                    TOPIC_PREFIX,
                    Type.STRING,
                    TopicNames.DEFAULT_PREFIX,
                    ControllerSettings::checkPrefix,
                    Importance.HIGH,
                    "What stands before the dot in the names of all topics: one prefix for each controlled cluster.")
            .define(
                    APPLICATION_ID_PREFIX,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "The Streams applications are named <this>-router and <this>-decider. Instances with the same name share the"
                            + " work. Empty: the topic prefix.")
            .define(
                    STATE_DIR,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Folder for lock files of Kafka Streams; state itself is in memory and in Kafka. Empty: a folder of the"
                            + " topic prefix under the system's temporary one.")
            .define(ROUTER_THREADS, Type.INT, 1, atLeast(1), Importance.MEDIUM, "Threads of the Router.")
            .define(
                    DECIDER_THREADS,
                    Type.INT,
                    1,
                    atLeast(1),
                    Importance.MEDIUM,
                    "Threads of the Decider; more than the journal has partitions are idle.")
            .define(
                    STANDBY_REPLICAS,
                    Type.INT,
                    0,
                    atLeast(0),
                    Importance.MEDIUM,
                    "Copies of the state kept warm on other instances, for a quick take-over of large clusters.")
            .define(
                    REPLICATION_FACTOR,
                    Type.INT,
                    -1,
                    atLeast(-1),
                    Importance.MEDIUM,
                    "Copies of the changelog topics; -1 leaves it to the brokers' default.")
            .define(
                    COMMIT_INTERVAL,
                    Type.INT,
                    10,
                    atLeast(1),
                    Importance.MEDIUM,
                    "How often transactions are committed, milliseconds: what a decision waits for, twice.")
            .define(
                    TRANSACTION_TIMEOUT,
                    Type.INT,
                    2_000,
                    atLeast(1_000),
                    Importance.MEDIUM,
                    "After how long the broker aborts the transaction of an instance that died, milliseconds.")
            .define(
                    SESSION_TIMEOUT,
                    Type.INT,
                    2_000,
                    atLeast(1_000),
                    Importance.MEDIUM,
                    "After how long an instance that is not heard of counts as dead, milliseconds. Not below the brokers'"
                            + " group.min.session.timeout.ms, which is 6000 unless it was changed.")
            .define(
                    RULES,
                    Type.STRING,
                    RuleProfile.NEWEST.name(),
                    ControllerSettings::checkRules,
                    Importance.MEDIUM,
                    "Profile of rules a new journal starts with: newest, 1.28 or 1.23.")
            .define(
                    PLACEMENT,
                    Type.STRING,
                    "bind",
                    ValidString.in(Arrays.stream(Placement.values())
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .toArray(String[]::new)),
                    Importance.MEDIUM,
                    "bind: pods name their node; pin: pods are pinned by node affinity and a scheduler binds them.")
            .define(
                    INLINE_PODS,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether a create command carries the whole pod, for consumers that do not read the revisions.")
            .define(
                    CLOUD_EVENTS,
                    Type.BOOLEAN,
                    true,
                    Importance.LOW,
                    "Whether commands and decisions carry the attributes of CloudEvents as headers, about 230 bytes a record.");

    private ControllerSettings() {}

    private static void checkPrefix(String name, Object value) {
        try {
            new TopicNames((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static void checkRules(String name, Object value) {
        try {
            RuleProfile.of((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
