package io.rollcall.projector.app;

import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.events.settings.RegistryAccess;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.view.ViewLocation;
import io.rollcall.projector.web.MetricsSettings;
import io.rollcall.projector.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Configuration of a projector.
 *
 * @param kafka settings of the Kafka clients, bootstrap.servers among them
 * @param registry the schema registry
 * @param topics names of the topics
 * @param view where the view stands
 * @param group consumer group of the projectors that share it
 * @param retention how long its history stays
 * @param web where the web API listens, and for whom
 * @param metrics where metrics are served
 */
public record ProjectorConfig(
        ClientSettings kafka,
        RegistryAccess registry,
        TopicNames topics,
        ViewLocation view,
        String group,
        Retention retention,
        WebSettings web,
        MetricsSettings metrics) {

    /** On one machine, everything else as by default. */
    public static ProjectorConfig local(
            String bootstrapServers, String registryUrl, Path database, int webPort, int metricsPort) {
        return new ProjectorConfig(
                ClientSettings.kafka(bootstrapServers),
                RegistryAccess.open(registryUrl),
                TopicNames.standard(),
                new ViewLocation.SqliteFile(database),
                ProjectorSettings.DEFAULT_GROUP,
                Retention.NONE,
                WebSettings.local(webPort),
                MetricsSettings.local(metricsPort));
    }

    /**
     * From settings; see {@link ProjectorSettings#DEFINITION} for their names.
     *
     * @throws io.rollcall.events.settings.InvalidSettingsException when some are missing, unknown or illegal, with all of them
     */
    public static ProjectorConfig of(Map<String, String> settings) {
        return of(Settings.of(ProjectorSettings.DEFINITION, settings));
    }

    /** As settings say that have those of {@link ProjectorSettings#DEFINITION} among them. */
    public static ProjectorConfig of(Settings settings) {
        return new ProjectorConfig(
                settings.kafka(),
                settings.registry(),
                settings.topics(),
                view(settings),
                settings.text("view.group"),
                new Retention(
                        settings.large("view.history.retention.ms"), settings.large("view.decisions.retention.ms")),
                web(settings),
                new MetricsSettings(
                        settings.text("metrics.host"), settings.number("metrics.port"), settings.flag("metrics.pods")));
    }

    /** Whether several projectors may write the view together. */
    public boolean shared() {
        return view instanceof ViewLocation.PostgresDatabase;
    }

    private static WebSettings web(Settings settings) {
        return new WebSettings(
                settings.text("web.host"),
                settings.number("web.port"),
                new AccessSettings(
                        settings.path("web.read.tokens.file").orElse(null),
                        settings.path("web.write.tokens.file").orElse(null),
                        settings.list("web.hosts")),
                settings.number("web.max.queries"),
                settings.number("web.max.streams"),
                settings.number("web.max.rate"));
    }

    private static ViewLocation view(Settings settings) {
        String view = settings.text("view");
        if (!view.startsWith("jdbc:")) {
            return new ViewLocation.SqliteFile(Path.of(view));
        }
        return new ViewLocation.PostgresDatabase(
                view,
                settings.text("view.user"),
                settings.path("view.password.file")
                        .map(ProjectorConfig::password)
                        .orElse(""));
    }

    /** That it can be read was checked with the settings. */
    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    List.of("view.password.file: the file " + file + " cannot be read: " + e.getMessage()));
        }
    }
}
