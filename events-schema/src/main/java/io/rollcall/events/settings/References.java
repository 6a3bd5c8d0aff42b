package io.rollcall.events.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Values that stand elsewhere: <code>${file:PATH:KEY}</code> in a properties file, <code>${dir:FOLDER:FILE}</code> in a file of their own, <code>
 * ${env:VARIABLE}</code> in the environment. The final line break of a file is not part of the value.
 */
final class References implements AutoCloseable {

    private static final Pattern LEFT_OVER = Pattern.compile("\\$\\{(file|dir|env):[^}]*}");
    private static final Pattern FINAL_BREAK = Pattern.compile("\\R\\z");

    private final Map<String, ConfigProvider> providers;
    private final ConfigTransformer transformer;

    References() {
        this.providers = Map.of(
                "file", new FileConfigProvider(),
                "dir", new DirectoryConfigProvider(),
                "env", new EnvVarConfigProvider());
        Map<String, ConfigProvider> trimming = new HashMap<>();
        providers.forEach((name, provider) -> {
            provider.configure(Map.of());
            trimming.put(name, new WithoutFinalBreak(provider));
        });
        this.transformer = new ConfigTransformer(trimming);
    }

    /** Whether a value names a place. */
    static boolean isReference(String value) {
        return LEFT_OVER.matcher(value).find();
    }

    /** The value of a setting; empty, and told, when there is none at the place that it names. */
    Optional<String> resolve(String name, GivenSetting setting, List<String> problems) {
        try {
            return Optional.of(resolve(setting.value()));
        } catch (ConfigException e) {
            // What stands beside a reference may be a password.
            problems.add(
                    setting.before() + name + ": " + named(setting.value()) + " cannot be resolved: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The value itself.
     *
     * @throws ConfigException when there is nothing at a place that it names; the message names the place
     */
    private String resolve(String value) {
        if (!isReference(value)) {
            return value;
        }
        String resolved = transformer.transform(Map.of("value", value)).data().get("value");
        Optional<String> missing = Optional.ofNullable(resolved).flatMap(text -> firstOfBoth(value, text));
        if (resolved == null || missing.isPresent()) {
            throw new ConfigException("there is nothing at " + missing.orElse(named(value)));
        }
        return resolved;
    }

    /** The references in a value, without what stands beside them. */
    private static String named(String value) {
        return LEFT_OVER.matcher(value).results().map(MatchResult::group).collect(Collectors.joining(", "));
    }

    /** A reference that still stands there after the replacement, and was no part of what came from a file. */
    private static Optional<String> firstOfBoth(String value, String resolved) {
        Matcher left = LEFT_OVER.matcher(resolved);
        while (left.find()) {
            if (value.contains(left.group())) {
                return Optional.of(left.group());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        providers.values().forEach(References::close);
    }

    private static void close(ConfigProvider provider) {
        try {
            provider.close();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever writes a password into a file with an editor ends its line. */
    private record WithoutFinalBreak(ConfigProvider provider) implements ConfigProvider {

        @Override
        public ConfigData get(String path) {
            return trimmed(provider.get(path));
        }

        @Override
        public ConfigData get(String path, Set<String> keys) {
            return trimmed(provider.get(path, keys));
        }

        private static ConfigData trimmed(ConfigData data) {
            Map<String, String> values = new HashMap<>();
            data.data()
                    .forEach((key, value) ->
                            values.put(key, FINAL_BREAK.matcher(value).replaceFirst("")));
            return new ConfigData(values, data.ttl());
        }

        @Override
        public void configure(Map<String, ?> configs) {
            // The provider is configured already.
        }

        @Override
        public void close() {
            // Whoever made the provider closes it.
        }
    }
}
