package io.rollcall.cli.component;

import io.rollcall.events.settings.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Writes the reference of the settings. */
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Settings of the components that run apart. A test writes this page from their definitions; after a change of these:

                mvn -pl cli test -Dtest=ConfigurationPageTest -Drollcall.docs.record=true

            ## Where settings come from
            `--config FILE` names a properties file in UTF-8. The environment wins over it and may be all there is: `ROLLCALL_` and the name of the
            setting in upper case, with underscores for dots, such as `%s` for `bootstrap.servers` or
            `ROLLCALL_KAFKA_SECURITY_PROTOCOL` for `kafka.security.protocol`. An empty variable counts as not set; one that names no setting of the
            component is left alone, and named in the log when it is none of any component. In Kubernetes, give the pods `enableServiceLinks: false`, or no Service a name that begins with `rollcall`:
            what Kubernetes sets for such a Service is told apart by its form and ignored.

            A value may stand elsewhere, whole or in part; the final line break of a file does not belong to it:

            | written | means |
            | --- | --- |
            | `${file:PATH:KEY}` | the value of a key in another properties file |
            | `${dir:FOLDER:FILE}` | what a file holds, as Kubernetes and Docker mount secrets |
            | `${env:VARIABLE}` | a variable of the environment |

            `kafka.*` goes, without the prefix, to every Kafka client of the component: consumers, producers, admin clients, Kafka Streams. `schema.registry.*`
            that is no setting of the component's own goes to Confluent's registry client: `schema.registry.basic.auth.credentials.source`,
            `schema.registry.basic.auth.user.info`, `schema.registry.ssl.truststore.location` and others. None of their values is ever logged.

                bootstrap.servers=broker-1:9093,broker-2:9093
                schema.registry.url=https://registry:8081
                kafka.security.protocol=SASL_SSL
                kafka.sasl.mechanism=SCRAM-SHA-512
                kafka.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
                  username="controller" password="${dir:/run/secrets:kafka-password}";

            Everything that is wrong is told at once, a line each, with the file and line or the variable, the setting and what is legal; the exit
            status is then 2.
            """;

    private ConfigurationPage() {}

    static String of(List<Component> components) {
        StringBuilder page = new StringBuilder(HEAD.formatted(Settings.variable("bootstrap.servers")));
        for (Component component : components) {
            page.append("\n## ").append(component.name()).append("\n");
            page.append("| setting | type | default | what it does |\n| --- | --- | --- | --- |\n");
            component.definition().settings().configKeys().values().stream()
                    .sorted(Comparator.comparing((ConfigKey key) -> key.hasDefault())
                            .thenComparing(key -> key.name))
                    .forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String row(ConfigKey key) {
        String legal = key.validator == null || key.validator instanceof ConfigDef.NonEmptyString
                ? ""
                : ", " + key.validator.toString().replace("|", "\\|");
        return "| `" + key.name + "` | " + key.type.name().toLowerCase(Locale.ROOT) + legal + " | " + defaultOf(key)
                + " | " + key.documentation.replace("|", "\\|") + " |\n";
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "**required**";
        }
        Object value = key.defaultValue;
        String text = value instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
