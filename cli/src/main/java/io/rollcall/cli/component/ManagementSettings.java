package io.rollcall.cli.component;

import io.rollcall.cli.console.LogFormat;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.settings.Validators;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * How a component is looked after.
 *
 * @param host address that health and metrics are served on
 * @param port their port, 0 for a free one, -1 for none
 * @param logs how a line of the log looks
 */
record ManagementSettings(String host, int port, LogFormat logs) {

    private static final String HOST = "management.host";
    private static final String PORT = "management.port";
    private static final String LOG_FORMAT = "log.format";

    /** The settings of every component. */
    static SettingsDefinition definition(int defaultPort) {
        return new SettingsDefinition(new ConfigDef()
                .define(
                        HOST,
                        Type.STRING,
                        "127.0.0.1",
                        new NonEmptyString(),
                        Importance.MEDIUM,
                        "Address that /livez, /readyz, /topology and /metrics are served on. They have no tokens: on another address"
                                + " than 127.0.0.1, let the network decide who asks.")
                .define(
                        PORT,
                        Type.INT,
                        defaultPort,
                        Validators.portOrNone(),
                        Importance.MEDIUM,
                        "Port of these, 0 for a free one, -1 for none.")
                .define(
                        LOG_FORMAT,
                        Type.STRING,
                        LogFormat.TEXT.word(),
                        ValidString.in(Arrays.stream(LogFormat.values())
                                .map(LogFormat::word)
                                .toArray(String[]::new)),
                        Importance.LOW,
                        "How a line of the log looks: text, for people, or json, an object a line."));
    }

    static ManagementSettings of(Settings settings) {
        return new ManagementSettings(
                settings.text(HOST),
                settings.number(PORT),
                LogFormat.valueOf(settings.text(LOG_FORMAT).toUpperCase(Locale.ROOT)));
    }
}
