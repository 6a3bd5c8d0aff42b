package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.RegistryRights;
import io.rollcall.events.registry.RegistrySettings;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.topics.Topic;
import java.util.List;
import java.util.Optional;

/** The schema registry. */
final class RegistryComponent implements Component {

    private static final int MANAGEMENT_PORT = 9468;

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public SettingsDefinition definition() {
        return RegistrySettings.DEFINITION.and(ManagementSettings.definition(MANAGEMENT_PORT));
    }

    @Override
    public List<? extends Topic<?>> topics() {
        return List.of();
    }

    @Override
    public List<NeededRight> rights(Settings settings) {
        return RegistryRights.of(RegistryConfig.of(settings));
    }

    @Override
    public Running start(Settings settings, ComponentMetrics metrics) {
        SchemaRegistryServer server = SchemaRegistryServer.start(RegistryConfig.of(settings));
        return new Running() {
            @Override
            public String summary() {
                return "schema registry " + server.url();
            }

            @Override
            public Optional<String> waiting() {
                return Optional.empty();
            }

            @Override
            public Optional<Failure> failure() {
                return server.failure().map(why -> new Failure(why, ExitStatus.UNUSABLE));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
