package io.rollcall.events.settings;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What a component can be told. Beside its settings everything under {@link CommonSettings#KAFKA_PREFIX} is taken for Kafka's clients, and, where
 * the component uses the schema registry, everything under {@link CommonSettings#REGISTRY_PREFIX} for the registry's client.
 *
 * @param settings its settings, each with type, default and doc
 * @param rules checks of several settings together
 */
public record SettingsDefinition(ConfigDef settings, List<Rule> rules) {

    /** Copies both. */
    public SettingsDefinition {
        settings = new ConfigDef(settings);
        rules = List.copyOf(rules);
    }

    /** With settings that need no check together. */
    public SettingsDefinition(ConfigDef settings) {
        this(settings, List.of());
    }

    /** The same and more. */
    public SettingsDefinition and(SettingsDefinition more) {
        ConfigDef both = new ConfigDef(settings);
        more.settings.configKeys().values().forEach(both::define);
        List<Rule> checks = new ArrayList<>(rules);
        checks.addAll(more.rules);
        return new SettingsDefinition(both, checks);
    }

    /** Whether settings of the registry's client are taken. */
    public boolean asksRegistry() {
        return settings.names().contains(CommonSettings.REGISTRY_URL);
    }
}
