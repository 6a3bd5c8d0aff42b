package io.rollcall.events.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Puts the settings of a component together and says everything that is wrong with them at once. Used once. */
final class SettingsReader {

    /** Set by Rollcall itself: another value would break what it guarantees. */
    private static final List<String> RESERVED = List.of(
            "application.id",
            "auto.offset.reset",
            "enable.auto.commit",
            "group.id",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "processing.guarantee",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    private static final Pattern FOR_CONFIGURATION =
            Pattern.compile("Invalid value .* for configuration [^:]*(?:: (.*))?", Pattern.DOTALL);

    private final SettingsDefinition definition;
    private final String origin;
    private final Map<String, GivenSetting> given = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param origin the beginning of a message about a setting that is nowhere */
    SettingsReader(SettingsDefinition definition, String origin) {
        this.definition = definition;
        this.origin = origin;
    }

    void give(String name, String value) {
        given.put(name, new GivenSetting(value, ""));
    }

    void give(Path file) {
        SettingsFile.read(file, given, problems);
    }

    void override(Map<String, String> environment) {
        Environment.override(definition, environment, given);
    }

    /** @throws InvalidSettingsException when anything is wrong */
    Settings read() {
        Map<String, String> own = new TreeMap<>();
        Map<String, String> kafka = new TreeMap<>();
        Map<String, String> registry = new TreeMap<>();
        try (References references = new References()) {
            given.forEach((name, setting) -> references
                    .resolve(name, setting, problems)
                    .ifPresent(value -> {
                        if (definition.settings().names().contains(name)) {
                            own.put(name, value);
                        } else if (name.startsWith(CommonSettings.KAFKA_PREFIX)) {
                            pass(name, setting, value, kafka);
                        } else if (definition.asksRegistry() && name.startsWith(CommonSettings.REGISTRY_PREFIX)) {
                            registry.put(name, value);
                        } else {
                            problems.add(unknown(name, setting));
                        }
                    }));
        }
        Map<String, Object> values = check(own);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        kafka.put(CommonSettings.BOOTSTRAP_SERVERS, String.valueOf(values.get(CommonSettings.BOOTSTRAP_SERVERS)));
        return new Settings(values, new ClientSettings(kafka), new ClientSettings(registry));
    }

    private void pass(String name, GivenSetting setting, String value, Map<String, String> kafka) {
        String client = name.substring(CommonSettings.KAFKA_PREFIX.length());
        if (definition.settings().names().contains(client)) {
            problems.add(setting.before() + name + " is set as " + client + "; take the prefix "
                    + CommonSettings.KAFKA_PREFIX + " off");
        } else if (RESERVED.contains(client)) {
            problems.add(setting.before() + name + " is set by Rollcall itself; take it out");
        } else {
            kafka.put(client, value);
        }
    }

    private String unknown(String name, GivenSetting setting) {
        return setting.before() + "unknown setting " + name + ": it is one of "
                + String.join(
                        ", ", definition.settings().names().stream().sorted().toList())
                + ", or starts with " + CommonSettings.KAFKA_PREFIX + " for Kafka's clients"
                + (definition.asksRegistry()
                        ? ", or with " + CommonSettings.REGISTRY_PREFIX + " for the registry's client"
                        : "");
    }

    private Map<String, Object> check(Map<String, String> own) {
        Map<String, Object> values = new TreeMap<>();
        for (ConfigValue value : definition.settings().validate(own)) {
            String name = value.name();
            if (value.errorMessages().isEmpty()) {
                if (value.value() != null) {
                    values.put(name, value.value());
                }
            } else if (own.containsKey(name) || !given.containsKey(name)) {
                // Of several messages the first tells the cause, the others follow from it.
                problems.add(wrong(name, value.errorMessages().get(0), own.get(name)));
            }
        }
        for (Rule rule : definition.rules()) {
            if (values.keySet().containsAll(rule.settings())) {
                String first = rule.settings().get(0);
                rule.violation()
                        .apply(values)
                        .ifPresent(message -> problems.add(before(first) + first + ": " + message));
            }
        }
        return values;
    }

    private String wrong(String name, String message, @Nullable String value) {
        ConfigKey key = definition.settings().configKeys().get(name);
        if (value == null || key == null) {
            return origin + name + ": is missing; give it a value, here or in the environment as "
                    + Environment.variable(name) + ": " + (key == null ? "" : key.documentation);
        }
        Matcher details = FOR_CONFIGURATION.matcher(message);
        String before = before(name) + name + ": ";
        if (!details.matches()) {
            return before + unresolved(name, message, value);
        }
        String reason = details.group(1) == null ? "is not legal" : unresolved(name, details.group(1), value);
        return before + shown(name, key) + ": " + reason + "; it is " + expected(key);
    }

    /** A message without what stands in another file. */
    private String unresolved(String name, String message, String value) {
        GivenSetting setting = given.get(name);
        return setting == null || value.isEmpty() ? message : message.replace(value, setting.value());
    }

    private String before(String name) {
        GivenSetting setting = given.get(name);
        return setting == null ? origin : setting.before();
    }

    /** What was given; not what stands in another file. */
    private String shown(String name, ConfigKey key) {
        GivenSetting setting = given.get(name);
        return setting == null || key.type == Type.PASSWORD ? "[hidden]" : "'" + setting.value() + "'";
    }

    private static String expected(ConfigKey key) {
        String type = key.type.name().toLowerCase(java.util.Locale.ROOT);
        String legal = key.validator == null ? "" : ", " + key.validator;
        String usual = ConfigDef.NO_DEFAULT_VALUE.equals(key.defaultValue) ? "" : ", by default " + key.defaultValue;
        return "of type " + type + legal + usual;
    }
}
