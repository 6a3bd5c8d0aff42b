package io.rollcall.events.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that are handed to a client library as they are. Passwords may be among them, so no value is ever shown.
 *
 * @param values values by the library's own names, in their order
 */
public record ClientSettings(Map<String, String> values) {

    /**
     * For how long, in milliseconds, a Kafka client waits for a broker that has taken its request and says nothing, unless its
     * {@code request.timeout.ms} says otherwise. Kafka's own 30 seconds are how long a halted broker would stop decisions.
     */
    public static final int ANSWER_MILLIS = 5_000;

    /** No settings. */
    public static final ClientSettings NONE = new ClientSettings(Map.of());

    /** Copies the settings. */
    public ClientSettings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Those of a Kafka client without security. */
    public static ClientSettings kafka(String bootstrapServers) {
        return new ClientSettings(Map.of(CommonSettings.BOOTSTRAP_SERVERS, bootstrapServers));
    }

    /**
     * Those of a file in the clients' own names, as Kafka's tools take it with {@code --command-config}. Values may stand elsewhere, as in a
     * component's settings.
     *
     * @throws InvalidSettingsException when it cannot be used, with everything that is wrong
     */
    public static ClientSettings read(Path file) {
        Map<String, GivenSetting> given = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        SettingsFile.read(file, given, problems);
        Map<String, String> values = new TreeMap<>();
        try (References references = new References()) {
            given.forEach((name, setting) ->
                    references.resolve(name, setting, problems).ifPresent(value -> values.put(name, value)));
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new ClientSettings(values);
    }

    /** A copy to which a client's own settings are added. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putAll(own);
        return all;
    }

    /**
     * How long a whole call of an admin client may take, in milliseconds: no shorter than one request, which may be given.
     *
     * @param millis how long where nothing is said about requests
     */
    public int callMillis(int millis) {
        String request = values.get("request.timeout.ms");
        try {
            return request == null ? millis : Math.max(millis, Integer.parseInt(request.trim()));
        } catch (NumberFormatException kafkaTellsIt) {
            return millis;
        }
    }

    /** Addresses of the brokers, for messages; empty when there are none. */
    public String brokers() {
        return values.getOrDefault(CommonSettings.BOOTSTRAP_SERVERS, "");
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
