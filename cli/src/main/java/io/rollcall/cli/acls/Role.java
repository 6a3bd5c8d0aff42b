package io.rollcall.cli.acls;

import io.rollcall.cli.audit.VerifyRights;
import io.rollcall.cluster.app.SimulatedClusterConfig;
import io.rollcall.cluster.app.SimulatedClusterRights;
import io.rollcall.cluster.app.SimulatedClusterSettings;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.controller.app.ControllerRights;
import io.rollcall.controller.app.ControllerSettings;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.RegistryRights;
import io.rollcall.events.registry.RegistrySettings;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.rights.TopicRights;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.projector.app.ProjectorConfig;
import io.rollcall.projector.app.ProjectorRights;
import io.rollcall.projector.app.ProjectorSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;

/** A part of Rollcall that is a principal of its own in Kafka. Names of resources follow from the part's settings. */
enum Role {
    CONTROLLER(
            "controller",
            "`rollcall controller`",
            ControllerSettings.DEFINITION,
            settings -> ControllerRights.of(ControllerConfig.of(settings))),
    PROJECTOR(
            "projector",
            "`rollcall projector` with a view in SQLite",
            ProjectorSettings.DEFINITION,
            settings -> ProjectorRights.of(ProjectorConfig.of(settings))),
    PROJECTOR_POSTGRESQL(
            "projector-postgresql",
            "`rollcall projector` with a view in PostgreSQL",
            ProjectorSettings.DEFINITION,
            settings -> ProjectorRights.of(ProjectorConfig.of(settings))),
    CLUSTER(
            "cluster",
            "`rollcall cluster`",
            SimulatedClusterSettings.DEFINITION,
            settings -> SimulatedClusterRights.of(SimulatedClusterConfig.of(settings))),
    REGISTRY(
            "registry",
            "`rollcall registry`",
            RegistrySettings.DEFINITION,
            settings -> RegistryRights.of(RegistryConfig.of(settings))),
    TOPICS_CREATE(
            "topics-create",
            "`rollcall topics create`",
            ControllerSettings.DEFINITION,
            settings -> TopicRights.toCreate(settings.topics())),
    TOPICS_DESCRIBE(
            "topics-describe",
            "`rollcall topics describe`",
            ControllerSettings.DEFINITION,
            settings -> TopicRights.toDescribe(settings.topics())),
    AUDIT_VERIFY(
            "audit-verify",
            "`rollcall audit verify`",
            ControllerSettings.DEFINITION,
            settings -> VerifyRights.of(
                    settings.topics(), ControllerConfig.of(settings).deciderGroup()));

    /** What a setting without a default is set to: no name of a resource comes from these. */
    private static final Map<String, String> ANY =
            Map.of("bootstrap.servers", "any:9092", "schema.registry.url", "http://any", "view", "view.db");

    private final String word;
    private final String command;
    private final SettingsDefinition definition;
    private final Function<Settings, List<NeededRight>> rights;

    Role(String word, String command, SettingsDefinition definition, Function<Settings, List<NeededRight>> rights) {
        this.word = word;
        this.command = command;
        this.definition = definition;
        this.rights = rights;
    }

    /** The role that people call so. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }

    /** What people call it. */
    String word() {
        return word;
    }

    /** The command that needs the rights, in Markdown. */
    String command() {
        return command;
    }

    /**
     * What it has to be allowed, and no more.
     *
     * @param given settings that differ from the defaults
     * @throws io.rollcall.events.settings.InvalidSettingsException when there are no such settings, or their values are illegal
     */
    List<NeededRight> rights(Map<String, String> given) {
        Map<String, String> all = new TreeMap<>();
        definition.settings().configKeys().forEach((name, key) -> {
            if (key.defaultValue == ConfigDef.NO_DEFAULT_VALUE) {
                all.put(name, ANY.getOrDefault(name, ""));
            }
        });
        if (this == PROJECTOR_POSTGRESQL) {
            all.put("view", "jdbc:postgresql://any/any");
        }
        all.putAll(given);
        return rights.apply(Settings.of(definition, all));
    }

    /** Whether it has that setting. */
    boolean knows(String setting) {
        return definition.settings().configKeys().containsKey(setting);
    }
}
