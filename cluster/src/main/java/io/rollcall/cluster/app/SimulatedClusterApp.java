package io.rollcall.cluster.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.kubeapi.ClusterResources;
import io.rollcall.cluster.kubeapi.ClusterWriter;
import io.rollcall.cluster.kubeapi.CommittedView;
import io.rollcall.cluster.simulated.Applied;
import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.cluster.simulated.Manifests;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.events.serde.AvroSerdes;
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
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated cluster whose objects live in the event topics. It carries out commands and answers each exactly once: what
 * happened, the answers and the place in the commands are written in one transaction, and whatever kills the process, the next
 * one goes on from the log. One process runs a cluster at a time: a second one takes over, and the first stops.
 *
 * <p>When Kafka or the registry is away, it waits and rebuilds itself. All methods may be called from any thread; requests are
 * answered after their changes are committed.
 */
public final class SimulatedClusterApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedClusterApp.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** How long a change may take; an API server gives up after 34 seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimulatedClusterConfig config;
    private final InstantSource clock;
    private final Duration patience;
    private final Requests requests = new Requests();
    private final CommittedView view = new CommittedView();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile boolean working;
    private volatile @Nullable ClusterStoppedException failure;
    private @Nullable KubeApiServer kubeApi;

    private SimulatedClusterApp(SimulatedClusterConfig config, InstantSource clock, Duration patience) {
        this.config = config;
        this.clock = clock;
        this.patience = patience;
        this.thread = new Thread(this::run, "cluster-" + config.settings().name());
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
        app.thread.start();
        try {
            await(app.ready);
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
        return working;
    }

    /** Why it has stopped for good; empty while all is well. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(Throwable::getMessage);
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
        Requests.Request<T> request = requests.ask(function);
        if (ended) {
            // Nobody looks at the queue any more.
            requests.refuseAll(whyEnded());
        }
        return request.await(patience);
    }

    /** Stops it; what has been committed stays, nothing else was promised. */
    @Override
    public void close() {
        stopping = true;
        view.close();
        KubeApiServer api = kubeApi;
        if (api != null) {
            api.close();
        }
        try {
            thread.join(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("cluster {} did not stop within {}", config.settings().name(), DEADLINE);
            thread.interrupt();
        }
    }

    private void runSessions() {
        Duration pause = PAUSE;
        while (!stopping && failure == null) {
            try (ClusterSession session = open()) {
                ready.complete(null);
                working = true;
                pause = PAUSE;
                while (!stopping) {
                    session.step(requests);
                }
            } catch (ClusterStoppedException e) {
                working = false;
                stop(e);
            } catch (RuntimeException e) {
                working = false;
                if (isFenced(e)) {
                    // What was not committed by then never will be.
                    stop(new ClusterStoppedException(
                            "cluster " + config.settings().name()
                                    + " is run by another process now; stop that one, or give this one another name",
                            e));
                    requests.failed(whyEnded());
                } else if (!ready.isDone()) {
                    stop(new ClusterStoppedException(
                            "cluster " + config.settings().name() + " cannot start: " + e.getMessage(), e));
                } else if (!stopping) {
                    requests.failed(UnconfirmedException.broken(e));
                    LOG.warn(
                            "cluster {} begins again from its log",
                            config.settings().name(),
                            e);
                    sleep(pause);
                    Duration longer = pause.multipliedBy(2);
                    pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
                }
            }
        }
    }

    /** Runs it; whatever ends it, nobody is left waiting and the end is known. */
    private void run() {
        try {
            runSessions();
        } catch (Throwable unexpected) {
            stop(new ClusterStoppedException(
                    "cluster " + config.settings().name() + " has stopped, a fault of this program: " + unexpected
                            + "; what is committed is in the log: start it again",
                    unexpected));
        } finally {
            ended = true;
            working = false;
            ready.completeExceptionally(whyEnded());
            requests.failed(UnconfirmedException.broken(whyEnded()));
            requests.refuseAll(whyEnded());
        }
    }

    private ClusterStoppedException whyEnded() {
        ClusterStoppedException stopped = failure;
        return stopped != null ? stopped : new ClusterStoppedException("the cluster is closed");
    }

    private ClusterSession open() {
        AvroSerdes serdes = new AvroSerdes(AvroSerdes.client(config.registry()), config.autoRegister());
        return ClusterSession.open(config, new Codecs(config.topics(), serdes, config.headers()), clock, view);
    }

    private void stop(ClusterStoppedException why) {
        LOG.error("{}", why.getMessage(), why.getCause());
        failure = why;
    }

    private static boolean isFenced(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ProducerFencedException
                    || t instanceof InvalidProducerEpochException
                    || t instanceof FencedInstanceIdException) {
                return true;
            }
        }
        return false;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
