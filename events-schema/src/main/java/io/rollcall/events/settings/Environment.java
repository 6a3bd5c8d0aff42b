package io.rollcall.events.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings from the environment: {@code ROLLCALL_} and the setting's name in upper case with underscores for dots. They win over those of the
 * file. A variable that names no setting of the component is left alone, since one environment may serve several; so is an empty one.
 */
final class Environment {

    private static final String PREFIX = "ROLLCALL_";

    /** What Kubernetes sets in every pod for a Service whose name begins with "rollcall". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_SERVICE_(HOST|PORT)(_.*)?|.*_PORT_\\d+_(TCP|UDP|SCTP)(_.*)?");

    private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

    private Environment() {}

    /** The variable that sets a setting. */
    static String variable(String setting) {
        return PREFIX + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** Puts what the environment says over what was given before. */
    static void override(
            SettingsDefinition definition, Map<String, String> environment, Map<String, GivenSetting> given) {
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (!variable.startsWith(PREFIX) || value.isEmpty() || isServiceLink(variable, value)) {
                return;
            }
            setting(definition, variable)
                    .ifPresent(name -> given.put(name, new GivenSetting(value, "environment " + variable)));
        });
    }

    /**
     * Variables that begin as settings do and are none of any component: misspelt ones.
     *
     * @param components settings of all components
     * @param others names of variables that Rollcall reads for something else
     */
    static List<String> unknown(
            List<SettingsDefinition> components, Set<String> others, Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (!variable.startsWith(PREFIX) || others.contains(variable) || isServiceVariable(variable, value)) {
                return;
            }
            boolean known = components.stream()
                    .anyMatch(component -> setting(component, variable).isPresent());
            if (!known) {
                lines.add("environment " + variable + " names no setting of any component; it is ignored");
            } else if (SERVICE_URL.matcher(value).matches()) {
                lines.add(
                        "environment " + variable + " has a value as Kubernetes sets it for a Service; it is ignored");
            }
        });
        return lines;
    }

    /** What Kubernetes surely has set: an address stands in a variable whose name ends with the word. */
    private static boolean isServiceVariable(String variable, String value) {
        return SERVICE_LINK.matcher(variable).matches()
                || (variable.endsWith("_PORT") && SERVICE_URL.matcher(value).matches());
    }

    private static boolean isServiceLink(String variable, String value) {
        return SERVICE_LINK.matcher(variable).matches()
                || SERVICE_URL.matcher(value).matches();
    }

    private static Optional<String> setting(SettingsDefinition definition, String variable) {
        ConfigDef own = definition.settings();
        for (String name : own.names()) {
            if (variable(name).equals(variable)) {
                return Optional.of(name);
            }
        }
        String name =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        boolean passedOn = name.startsWith(CommonSettings.KAFKA_PREFIX)
                || (definition.asksRegistry() && name.startsWith(CommonSettings.REGISTRY_PREFIX));
        return passedOn ? Optional.of(name) : Optional.empty();
    }
}
