package io.rollcall.cluster.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.kubeapi.ClusterResources;
import io.rollcall.cluster.kubeapi.ClusterWriter;
import io.rollcall.cluster.kubeapi.CommittedView;
import io.rollcall.cluster.simulated.Applied;
import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.cluster.simulated.Manifests;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.kubeapi.http.ApiVersion;
import io.rollcall.kubeapi.http.KubeApiServer;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Past;
import io.rollcall.kubeapi.store.ResourceStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A simulated cluster whose objects live in the event topics. It carries out commands and answers each exactly once: what
 * happened, the answers and the place in the commands are written in one transaction, and whatever kills the process, the next
 * one goes on from the log. One process runs a cluster at a time: a second one takes over, and the first stops.
 *
 * <p>When Kafka or the registry is away, it waits and rebuilds itself. All methods may be called from any thread; requests are
 * answered after their changes are committed.
 */
public final class SimulatedClusterApp implements AutoCloseable {

    /** How long a change may take; an API server gives up after 34 seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatedClusterConfig config;
    private final Duration patience;
    private final CommittedView view = new CommittedView();
    private final SessionLoop sessions;
    private @Nullable KubeApiServer kubeApi;

    private SimulatedClusterApp(SimulatedClusterConfig config, InstantSource clock, Duration patience) {
        this.config = config;
        this.patience = patience;
        this.sessions = new SessionLoop(config, clock, view);
    }

    /**
     * Starts a cluster and returns when its objects are rebuilt and its barriers are written.
     *
     * @throws ClusterStoppedException when it cannot start: topics are missing, or Kafka does not answer
     * @throws io.rollcall.kubeapi.http.KubeApiStartException when the port of the Kubernetes API is taken
     */
    public static SimulatedClusterApp start(SimulatedClusterConfig config) {
        return start(config, Optional.empty(), InstantSource.system(), PATIENCE);
    }

    /** The same, with the past in its Kubernetes API, below {@code /asof/MOMENT}. */
    public static SimulatedClusterApp start(SimulatedClusterConfig config, Past past) {
        return start(config, Optional.of(past), InstantSource.system(), PATIENCE);
    }

    static SimulatedClusterApp start(
            SimulatedClusterConfig config, Optional<Past> past, InstantSource clock, Duration patience) {
        SimulatedClusterApp app = new SimulatedClusterApp(config, clock, patience);
        app.sessions.start();
        try {
            await(app.sessions.ready());
            app.startKubeApi(past);
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
        return app;
    }

    /** Where the Kubernetes API listens; empty when none is wanted. */
    public Optional<String> kubeApiUrl() {
        return Optional.ofNullable(kubeApi).map(KubeApiServer::url);
    }

    private void startKubeApi(Optional<Past> past) {
        if (config.kubeApi().isPresent()) {
            kubeApi = KubeApiServer.start(
                    config.kubeApi().get(), resources(), past, ApiVersion.of("simulated"), this::failure);
        }
    }

    /** The cluster's committed objects, to read and, through the cluster's one writer, to change. */
    public ResourceStore resources() {
        return new ClusterResources(view, new ClusterWriter() {
            @Override
            public <T> T request(Function<SimulatedCluster, T> function) {
                try {
                    return SimulatedClusterApp.this.request(function);
                } catch (ClusterStoppedException e) {
                    throw Failures.unavailable(String.valueOf(e.getMessage()));
                } catch (UnconfirmedException e) {
                    throw Failures.timeout(String.valueOf(e.getMessage()));
                }
            }
        });
    }

    /** Whether its objects are rebuilt and Kafka takes what it writes. */
    public boolean working() {
        return sessions.working();
    }

    /**
     * What keeps it from working at present, and from which it recovers by itself once that is mended; empty once a
     * session has carried something out since, or has lasted. Brokers that are away are such a trouble, and a right that was taken away.
     */
    public Optional<RuntimeException> trouble() {
        return Optional.ofNullable(sessions.trouble());
    }

    /** Why it has stopped for good; empty while all is well. */
    public Optional<String> failure() {
        return Optional.ofNullable(sessions.failure()).map(Throwable::getMessage);
    }

    /** Adds nodes until there are a control plane and so many workers. Returns the names added. */
    public List<String> ensureNodes(int workers) {
        return request(cluster -> cluster.ensureNodes(workers));
    }

    /**
     * Creates the objects of a file that are not there; those that are stay as they are.
     *
     * @param yaml the file's text
     * @param file its name, for messages
     * @return what was created
     * @throws ManifestException when the file or an object in it cannot be used; objects before it are created
     */
    public List<Applied> createMissing(String yaml, String file) {
        List<ObjectNode> manifests = Manifests.read(yaml, file);
        return request(cluster -> {
            List<Applied> created = new ArrayList<>();
            for (ObjectNode manifest : manifests) {
                if (Manifests.isMissing(cluster.api(), manifest)) {
                    cluster.ensureNamespace(Manifests.namespace(manifest));
                    created.add(Manifests.apply(cluster.api(), manifest, file));
                }
            }
            return created;
        });
    }

    /**
     * Applies the manifests of a file.
     *
     * @param yaml the file's text
     * @param file its name, for messages
     * @return what became of each document
     * @throws ManifestException when the file or an object in it cannot be used; objects before it are applied
     */
    public List<Applied> apply(String yaml, String file) {
        List<ObjectNode> manifests = Manifests.read(yaml, file);
        return request(cluster -> {
            List<Applied> applied = new ArrayList<>();
            for (ObjectNode manifest : manifests) {
                cluster.ensureNamespace(Manifests.namespace(manifest));
                applied.add(Manifests.apply(cluster.api(), manifest, file));
            }
            return applied;
        });
    }

    /**
     * Lets a function read and change the cluster, on the cluster's own thread. Objects it hands out are to be read only.
     *
     * @return what the function returned, once its changes are committed
     * @throws UnconfirmedException when Kafka does not confirm them in 30 seconds
     * @throws ClusterStoppedException when the cluster has stopped
     */
    public <T> T request(Function<SimulatedCluster, T> function) {
        return sessions.ask(function).await(patience);
    }

    /** Stops it; what has been committed stays, nothing else was promised. */
    @Override
    public void close() {
        view.close();
        KubeApiServer api = kubeApi;
        if (api != null) {
            api.close();
        }
        sessions.close();
    }

    /** An interrupt, as of a signal while the log is read, ends the start. */
    private static void await(CompletableFuture<Void> ready) {
        try {
            ready.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterStoppedException("stopped while starting", e);
        }
    }
}
