package io.rollcall.controller.app;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.rollcall.events.settings.CommonSettings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.settings.Validators;
import io.rollcall.rules.pod.Placement;
import io.rollcall.rules.profile.RuleProfile;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Every setting of the controller. The reference page and the checks are made from this. */
public final class ControllerSettings {

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

    /** Name, type, default and doc of each. */
    public static final SettingsDefinition DEFINITION = new SettingsDefinition(CommonSettings.writing(
                    CommonSettings.connection(new ConfigDef()))
            .define(
                    APPLICATION_ID_PREFIX,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "The Streams applications are named PREFIX-router and PREFIX-decider. Instances with the same name share the"
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
                    Validators.of("newest, 1.28 or 1.23", value -> RuleProfile.of((String) value)),
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
                    "Whether a create command carries the whole pod, for consumers that do not read the revisions."));

    private ControllerSettings() {}
}
