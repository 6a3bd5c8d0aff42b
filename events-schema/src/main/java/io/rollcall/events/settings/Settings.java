package io.rollcall.events.settings;

import io.rollcall.events.topics.TopicNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a component, all of them checked. Immutable. Shows no value of a client's setting, since passwords are among them. */
public final class Settings {

    private final Map<String, Object> values;
    private final ClientSettings kafka;
    private final ClientSettings registry;

    Settings(Map<String, Object> values, ClientSettings kafka, ClientSettings registry) {
        this.values = Map.copyOf(values);
        this.kafka = kafka;
        this.registry = registry;
    }

    /**
     * From settings that are there already.
     *
     * @throws InvalidSettingsException when some are missing, unknown or illegal, with all of them
     */
    public static Settings of(SettingsDefinition definition, Map<String, String> given) {
        SettingsReader reader = new SettingsReader(definition, "");
        given.forEach(reader::give);
        return reader.read();
    }

    /**
     * From a properties file and the environment, which wins.
     *
     * @param file the file; empty when everything stands in the environment
     * @throws InvalidSettingsException when the file cannot be read, or settings are missing, unknown or illegal, with all of them
     */
    public static Settings load(SettingsDefinition definition, Optional<Path> file, Map<String, String> environment) {
        SettingsReader reader =
                new SettingsReader(definition, file.map(path -> path + ": ").orElse(""));
        file.ifPresent(reader::give);
        reader.override(environment);
        return reader.read();
    }

    /** The variable of the environment that sets a setting. */
    public static String variable(String setting) {
        return Environment.variable(setting);
    }

    /**
     * Variables of the environment that begin as those of settings do and are none of any component, as misspelt ones; a line each.
     *
     * @param components settings of all components
     * @param others names of variables that Rollcall reads for something else
     */
    public static List<String> unknownVariables(
            List<SettingsDefinition> components, Set<String> others, Map<String, String> environment) {
        return Environment.unknown(components, others, environment);
    }

    /** A text. */
    public String text(String name) {
        return value(name, String.class);
    }

    /** A whole number. */
    public int number(String name) {
        return value(name, Integer.class);
    }

    /** A large whole number. */
    public long large(String name) {
        return value(name, Long.class);
    }

    /** Yes or no. */
    public boolean flag(String name) {
        return value(name, Boolean.class);
    }

    /** Several texts. */
    public List<String> list(String name) {
        return ((List<?>) value(name, List.class)).stream().map(String::valueOf).toList();
    }

    /** A path; empty when the setting is. */
    public Optional<Path> path(String name) {
        String path = text(name);
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    }

    /** Settings of every Kafka client: brokers, and what stands under {@link CommonSettings#KAFKA_PREFIX}. */
    public ClientSettings kafka() {
        return kafka;
    }

    /** Where the schema registry is, and what stands under {@link CommonSettings#REGISTRY_PREFIX} for its client. */
    public RegistryAccess registry() {
        return new RegistryAccess(text(CommonSettings.REGISTRY_URL), registry);
    }

    /** Full names of the topics. */
    public TopicNames topics() {
        return new TopicNames(text(CommonSettings.TOPIC_PREFIX));
    }

    private <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no setting " + name);
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return values + ", Kafka's clients: " + kafka + ", registry's client: " + registry;
    }
}
