package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.UserException;
import io.rollcall.cluster.app.SimulatedClusterApp;
import io.rollcall.cluster.app.SimulatedClusterConfig;
import io.rollcall.cluster.app.SimulatedClusterRights;
import io.rollcall.cluster.app.SimulatedClusterSettings;
import io.rollcall.cluster.simulated.Applied;
import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.events.rights.NeededRight;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.settings.SettingsDefinition;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated cluster with its Kubernetes API. */
final class ClusterComponent implements Component {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterComponent.class);
    private static final int MANAGEMENT_PORT = 9467;
    private static final KubeApiDefinition KUBE_API = new KubeApiDefinition("the simulated cluster", 8001);

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public SettingsDefinition definition() {
        return SimulatedClusterSettings.DEFINITION
                .and(KUBE_API.definition())
                .and(ManagementSettings.definition(MANAGEMENT_PORT));
    }

    @Override
    public List<? extends Topic<?>> topics() {
        return List.of(
                TopicCatalogue.NODE_EVENTS,
                TopicCatalogue.POD_EVENTS,
                TopicCatalogue.DAEMON_SET_EVENTS,
                TopicCatalogue.CONTROLLER_REVISION_EVENTS,
                TopicCatalogue.COMMAND_RESULTS,
                TopicCatalogue.CLUSTER_OBJECTS,
                TopicCatalogue.COMMANDS,
                TopicCatalogue.STATUS,
                TopicCatalogue.REVISIONS);
    }

    @Override
    public List<NeededRight> rights(Settings settings) {
        return SimulatedClusterRights.of(SimulatedClusterConfig.of(settings));
    }

    @Override
    public Running start(Settings settings, ComponentMetrics metrics) {
        Map<String, String> manifests = manifests(settings);
        SimulatedClusterConfig config = SimulatedClusterConfig.of(settings);
        SimulatedClusterApp app = SimulatedClusterApp.start(
                KUBE_API.of(settings).map(config::withKubeApi).orElse(config));
        try {
            fill(app, settings.number(SimulatedClusterSettings.NODES), manifests);
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
        return running(app, config.settings().name(), new DenialWatch(name(), partRights(settings)));
    }

    private static void fill(SimulatedClusterApp app, int nodes, Map<String, String> manifests) {
        if (nodes >= 0) {
            List<String> added = app.ensureNodes(nodes);
            if (!added.isEmpty()) {
                LOG.info("{} nodes added", added.size());
            }
        }
        manifests.forEach((file, text) -> {
            try {
                for (Applied applied : app.createMissing(text, file)) {
                    LOG.info("{}", applied);
                }
            } catch (ManifestException e) {
                throw new UserException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static Running running(SimulatedClusterApp app, String name, DenialWatch denials) {
        return new Running() {
            @Override
            public String summary() {
                return "simulated cluster " + name
                        + app.kubeApiUrl().map(url -> ", Kubernetes API " + url).orElse("");
            }

            @Override
            public Optional<String> waiting() {
                Optional<RuntimeException> trouble = app.trouble();
                if (app.working() && trouble.isEmpty()) {
                    denials.over();
                    return Optional.empty();
                }
                return Optional.of(trouble.flatMap(denials::behind)
                        .orElse("the cluster is rebuilt from its log; what keeps it from that is in its log lines"));
            }

            @Override
            public Optional<Failure> failure() {
                return app.failure().map(why -> new Failure(why, ExitStatus.UNUSABLE));
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }

    private static Map<String, String> manifests(Settings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : settings.list(SimulatedClusterSettings.MANIFESTS)) {
            try {
                texts.put(file, Files.readString(Path.of(file)));
            } catch (IOException e) {
                throw new UserException(
                        SimulatedClusterSettings.MANIFESTS + ": the file " + file + " cannot be read ("
                                + e.getClass().getSimpleName() + "); name files that can",
                        e);
            }
        }
        return texts;
    }
}
