package io.rollcall.events.settings;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.rollcall.events.topics.TopicNames;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Settings that mean the same in every component that has them. */
public final class CommonSettings {

    /** Addresses of the brokers. */
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /** URL of the schema registry. */
    public static final String REGISTRY_URL = "schema.registry.url";

    /** Whether schemas are registered when first written. */
    public static final String AUTO_REGISTER = "schema.registry.auto.register";

    /** Whether records carry CloudEvents headers. */
    public static final String CLOUD_EVENTS = "cloudevents.headers";

    /** What stands before the topics' names. */
    public static final String TOPIC_PREFIX = "topic.prefix";

    /** Settings that begin with this go to every Kafka client without it. */
    public static final String KAFKA_PREFIX = "kafka.";

    /** Settings that begin with this and are none of the component's own go to the registry's client. */
    public static final String REGISTRY_PREFIX = "schema.registry.";

    private CommonSettings() {}

    /** Where the brokers are. */
    public static ConfigDef brokers(ConfigDef definition) {
        return definition.define(
                BOOTSTRAP_SERVERS,
                Type.STRING,
                NO_DEFAULT_VALUE,
                new NonEmptyString(),
                Importance.HIGH,
                "Addresses of Kafka brokers, host:port with commas between.");
    }

    /** Where brokers and registry are, and the names of the topics. */
    public static ConfigDef connection(ConfigDef definition) {
        return brokers(definition)
                .define(
                        REGISTRY_URL,
                        Type.STRING,
                        NO_DEFAULT_VALUE,
                        new NonEmptyString(),
                        Importance.HIGH,
                        "URL of the schema registry; several with commas between.")
                .define(
                        TOPIC_PREFIX,
                        Type.STRING,
                        TopicNames.DEFAULT_PREFIX,
                        Validators.TOPIC_PREFIX,
                        Importance.HIGH,
                        "What stands before the dot in the names of all topics: one prefix for each controlled cluster.");
    }

    /** For components that write. */
    public static ConfigDef writing(ConfigDef definition) {
        return definition
                .define(
                        AUTO_REGISTER,
                        Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether schemas that the registry does not know are registered when they are first written.")
                .define(
                        CLOUD_EVENTS,
                        Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether records that others may consume (events, answers, commands, decisions) carry the attributes of"
                                + " CloudEvents as headers, about 200 bytes a record.");
    }
}
