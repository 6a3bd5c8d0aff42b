package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.controller.app.ControllerRights;
import io.rollcall.controller.app.ControllerSettings;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.List;
import java.util.Optional;

/** Router and Decider. */
final class ControllerComponent implements Component {

    private static final int MANAGEMENT_PORT = 9465;

    @Override
    public String name() {
        return "controller";
    }

    @Override
    public SettingsDefinition definition() {
        return ControllerSettings.DEFINITION.and(ManagementSettings.definition(MANAGEMENT_PORT));
    }

    @Override
    public List<? extends Topic<?>> topics() {
        return TopicCatalogue.all().stream()
                .filter(topic -> topic != TopicCatalogue.CLUSTER_OBJECTS)
                .toList();
    }

    @Override
    public List<NeededRight> rights(Settings settings) {
        return ControllerRights.of(ControllerConfig.of(settings));
    }

    @Override
    public Running start(Settings settings, ComponentMetrics metrics) {
        ControllerApp app = ControllerApp.start(ControllerConfig.of(settings));
        app.applications().forEach(metrics::add);
        return new Running() {
            @Override
            public String summary() {
                return "controller of the topics " + settings.topics().prefix() + ".*";
            }

            @Override
            public Optional<String> waiting() {
                return app.ready() ? Optional.empty() : Optional.of(app.state());
            }

            @Override
            public Optional<Failure> failure() {
                return app.failure()
                        .map(why -> new Failure(
                                why.message(), why.faultOfTheCode() ? ExitStatus.FAULT : ExitStatus.UNUSABLE));
            }

            @Override
            public Optional<String> topology() {
                return Optional.of(app.topology());
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }
}
