package io.rollcall.cli.up;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.Logs;
import io.rollcall.cli.console.Streams;
import io.rollcall.cli.console.Terminal;
import io.rollcall.cli.console.UserException;
import io.rollcall.cli.secrets.Kubeconfig;
import io.rollcall.cluster.app.SimulatedClusterApp;
import io.rollcall.cluster.simulated.Applied;
import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.projector.web.MetricsSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything in one process: a Kafka broker, the schema registry, the controller, the projector and a simulated cluster.",
            "Shows the DaemonSets as they change, until Ctrl-C. The same --data goes on where it stopped."
        })
public final class UpCommand implements Callable<Integer> {

    static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "worker nodes, beside one tainted control-plane node (default: ${DEFAULT-VALUE})")
    private int nodes;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "rollcall-data",
            description = "folder of the log and the view (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("rollcall-data");

    @Option(
            names = "--apply",
            paramLabel = "FILE",
            arity = "1..*",
            description = "manifests to apply once everything runs, as kubectl apply does")
    private List<Path> manifests = List.of();

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "port of the web API on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE})")
    private int webPort;

    @Mixin
    private KubeOptions kube = new KubeOptions();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            defaultValue = "9464",
            description =
                    "port of the metrics for Prometheus on 127.0.0.1, 0 for a free one, none for none (default: ${DEFAULT-VALUE})")
    private String metricsPort = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "seed of the simulated kubelets' delays (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how often a node reports though nothing changed, 0 for never (default: ${DEFAULT-VALUE})")
    private int heartbeatSeconds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Streams streams = Streams.of(spec);
        check();
        List<String> texts = read(manifests);
        prepareData();
        KubeApiSettings listening = kube.settings(data);
        CountDownLatch closed = new CountDownLatch(1);
        Thread shower = Thread.currentThread();
        Thread onSignal = new Thread(() -> endInOrder(shower, closed), "ending");
        streams.err().println("Starting Rollcall, data in " + data + " …");
        streams.err().flush();
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (Components components = Components.start(new UpOptions(
                data,
                webPort,
                listening,
                metricsPort(),
                seed,
                Duration.ofSeconds(heartbeatSeconds),
                kube.eventsKept()))) {
            components.cluster().ensureNodes(nodes);
            for (int i = 0; i < texts.size(); i++) {
                apply(components.cluster(), texts.get(i), manifests.get(i))
                        .forEach(applied -> streams.out().println(applied));
            }
            welcome(streams.out(), components, listening);
            Optional<String> failure = new LiveView(
                            streams.out(), Terminal.onStandardOutput(), components.projector(), components::failure)
                    .run();
            if (failure.isPresent()) {
                throw new IllegalStateException(failure.get());
            }
        } finally {
            streams.out().flush();
            closed.countDown();
        }
        return ExitStatus.SUCCESS;
    }

    private void welcome(PrintWriter out, Components components, KubeApiSettings listening) {
        out.println("Rollcall is up. Kafka " + components.bootstrapServers() + ", schema registry "
                + components.registryUrl() + ", web API "
                + components.projector().url() + ", log " + data.resolve("rollcall.log") + ". Ctrl-C ends it.");
        components.cluster().kubeApiUrl().ifPresent(url -> {
            Path kubeconfig = Kubeconfig.write(data, url, listening);
            out.println("Kubernetes API " + url + ": kubectl --kubeconfig " + kubeconfig + " get nodes");
        });
        components
                .projector()
                .metricsUrl()
                .ifPresent(url -> out.println("Metrics " + url + ", API described at "
                        + components.projector().url() + "/openapi.json"));
        out.println();
        out.flush();
    }

    /** On Ctrl-C the main thread closes everything; the process must not be gone before. */
    private static void endInOrder(Thread shower, CountDownLatch closed) {
        shower.interrupt();
        try {
            closed.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() {
        if (nodes < 0) {
            throw new UserException("--nodes " + nodes + ": a number from 0 on is needed");
        }
        if (webPort < 0 || webPort > HIGHEST_PORT) {
            throw new UserException("--web-port " + webPort + ": a port from 0 to " + HIGHEST_PORT + " is needed");
        }
        kube.check();
        metricsPort();
        if (heartbeatSeconds < 0) {
            throw new UserException("--heartbeat " + heartbeatSeconds + ": seconds from 0 on are needed");
        }
    }

    private int metricsPort() {
        if (metricsPort.equals("none")) {
            return MetricsSettings.NOWHERE;
        }
        try {
            int port = Integer.parseInt(metricsPort);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw new UserException(
                "--metrics-port " + metricsPort + ": a port from 0 to " + HIGHEST_PORT + ", or none, is needed");
    }

    private static List<String> read(List<Path> files) {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            try {
                texts.add(Files.readString(file));
            } catch (IOException e) {
                throw new UserException("--apply " + file + ": " + unreadable(e) + "; give the path of a manifest", e);
            }
        }
        return texts;
    }

    private static String unreadable(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "there is no such file";
            case AccessDeniedException denied -> "the file may not be read";
            case MalformedInputException binary -> "the file is not UTF-8 text";
            default -> "the file cannot be read: " + e.getMessage();
        };
    }

    /** An invalid manifest is the user's to mend, whatever else runs already. */
    private static List<Applied> apply(SimulatedClusterApp cluster, String text, Path file) {
        try {
            return cluster.apply(text, file.toString());
        } catch (ManifestException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private void prepareData() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UserException("--data " + data + ": the folder cannot be made: " + e.getMessage(), e);
        }
        Logs.to(data.resolve("rollcall.log"));
    }
}
