package io.rollcall.cli.component;

import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.topics.Topic;
import io.rollcall.kubeapi.http.ApiVersion;
import io.rollcall.kubeapi.http.KubeApiServer;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.projector.app.ProjectorApp;
import io.rollcall.projector.app.ProjectorConfig;
import io.rollcall.projector.app.ProjectorRights;
import io.rollcall.projector.app.ProjectorSettings;
import io.rollcall.projector.kube.PastOnly;
import io.rollcall.projector.log.LogReader;
import io.rollcall.projector.view.Freshness;
import java.util.List;
import java.util.Optional;

/** The view of the log. */
final class ProjectorComponent implements Component {

    private static final int MANAGEMENT_PORT = 9466;

    private static final KubeApiDefinition PAST_API =
            new KubeApiDefinition("the past, below /asof/MOMENT and to read only,", -1);

    @Override
    public String name() {
        return "projector";
    }

    @Override
    public SettingsDefinition definition() {
        return ProjectorSettings.DEFINITION
                .and(PAST_API.definition())
                .and(ManagementSettings.definition(MANAGEMENT_PORT));
    }

    @Override
    public List<? extends Topic<?>> topics() {
        return LogReader.TOPICS;
    }

    @Override
    public String part(Settings settings) {
        return ProjectorRights.part(ProjectorConfig.of(settings));
    }

    @Override
    public List<NeededRight> rights(Settings settings) {
        return ProjectorRights.of(ProjectorConfig.of(settings));
    }

    @Override
    public Running start(Settings settings, ComponentMetrics metrics) {
        ProjectorApp app = ProjectorApp.start(ProjectorConfig.of(settings));
        Optional<KubeApiServer> past;
        try {
            past = PAST_API.of(settings).map(listening -> past(app, listening));
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
        return running(app, past);
    }

    private static KubeApiServer past(ProjectorApp app, KubeApiSettings listening) {
        return KubeApiServer.start(
                listening,
                new PastOnly(),
                Optional.of(app.past()),
                ApiVersion.of("projector"),
                () -> Optional.ofNullable(app.freshness().trouble()));
    }

    private static Running running(ProjectorApp app, Optional<KubeApiServer> past) {
        return new Running() {
            @Override
            public String summary() {
                return "web API and page " + app.url()
                        + app.metricsUrl()
                                .map(url -> ", metrics of the view " + url)
                                .orElse("")
                        + past.map(api -> ", Kubernetes API of the past " + api.url() + "/asof/MOMENT")
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
                past.ifPresent(KubeApiServer::close);
                app.close();
            }
        };
    }
}
