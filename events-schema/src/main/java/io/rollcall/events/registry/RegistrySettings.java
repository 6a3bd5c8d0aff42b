package io.rollcall.events.registry;

import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.settings.Validators;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Every setting of the registry. */
public final class RegistrySettings {

    static final String HOST = "listen.host";
    static final String PORT = "listen.port";
    static final String TOPIC = "topic";
    static final String REPLICATION_FACTOR = "replication.factor";

    private static final int CONFLUENT_PORT = 8081;

    /** Name, type, default and doc of each. */
    public static final SettingsDefinition DEFINITION = new SettingsDefinition(CommonSettings.brokers(new ConfigDef())
            .define(
                    HOST,
                    Type.STRING,
                    "127.0.0.1",
                    new NonEmptyString(),
                    Importance.HIGH,
                    "Address that the registry listens on. Requests carry no credentials: listen on the loopback, or on a"
                            + " network that you trust.")
            .define(
                    PORT,
                    Type.INT,
                    CONFLUENT_PORT,
                    Validators.port(),
                    Importance.HIGH,
                    "Port of the registry, 0 for a free one.")
            .define(
                    TOPIC,
                    Type.STRING,
                    RegistryConfig.DEFAULT_TOPIC,
                    new NonEmptyString(),
                    Importance.MEDIUM,
                    "Full name of the topic that the schemas are kept in, created with one partition and compacted when it is"
                            + " missing. The same as Confluent's registry has.")
            .define(
                    REPLICATION_FACTOR,
                    Type.INT,
                    -1,
                    Validators.of("-1, or from 1 to 32767", value -> {
                        int copies = (Integer) value;
                        if (copies != -1 && (copies < 1 || copies > Short.MAX_VALUE)) {
                            throw new IllegalArgumentException("a topic cannot have " + copies + " copies");
                        }
                    }),
                    Importance.MEDIUM,
                    "Copies of that topic when it is created; -1 leaves it to the brokers' default."));

    private RegistrySettings() {}
}
