package io.rollcall.cli.component;

import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.projector.app.ProjectorApp;
import io.rollcall.projector.app.ProjectorConfig;
import io.rollcall.projector.app.ProjectorSettings;
import io.rollcall.projector.view.Freshness;
import java.util.Optional;

/** The view of the log. */
final class ProjectorComponent implements Component {

    private static final int MANAGEMENT_PORT = 9466;

    @Override
    public String name() {
        return "projector";
    }

    @Override
    public SettingsDefinition definition() {
        return ProjectorSettings.DEFINITION.and(ManagementSettings.definition(MANAGEMENT_PORT));
    }

    @Override
    public Running start(Settings settings, ComponentMetrics metrics) {
        ProjectorApp app = ProjectorApp.start(ProjectorConfig.of(settings));
        return new Running() {
            @Override
            public String summary() {
                return "web API and page " + app.url()
                        + app.metricsUrl()
                                .map(url -> ", metrics of the view " + url)
                                .orElse("");
            }

            @Override
            public Optional<String> waiting() {
                Freshness now = app.freshness();
                if (now.trouble() != null) {
                    return Optional.of(now.trouble());
                }
                return now.ready() ? Optional.empty() : Optional.of(now.building());
            }

            @Override
            public Optional<Failure> failure() {
                return Optional.empty();
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }
}
