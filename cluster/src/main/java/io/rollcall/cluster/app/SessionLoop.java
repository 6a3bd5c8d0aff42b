package io.rollcall.cluster.app;

import io.rollcall.cluster.kubeapi.CommittedView;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.events.serde.AvroSerdes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of a cluster after the other, on a thread of their own: when one fails, the next begins from the log, until the loop
 * is closed or the cluster belongs to another process. Methods may be called from any thread.
 */
final class SessionLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final SimulatedClusterConfig config;
    private final InstantSource clock;
    private final CommittedView view;
    private final Requests requests = new Requests();
    private final Reign reign = new Reign();
    private final Recovery recovery = new Recovery();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean ended;
    private volatile boolean working;
    private volatile @Nullable ClusterStoppedException failure;

    SessionLoop(SimulatedClusterConfig config, InstantSource clock, CommittedView view) {
        this.config = config;
        this.clock = clock;
        this.view = view;
        this.thread = new Thread(this::run, name());
    }

    void start() {
        thread.start();
    }

    /** Ends when the first session works, or with the reason why there is none. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Whether there is a session and Kafka takes what it writes. */
    boolean working() {
        return working;
    }

    /** What the last session ended with, until one has worked again; null while all is well. */
    @Nullable
    RuntimeException trouble() {
        return recovery.trouble();
    }

    /** Why it has stopped for good; null while all is well. */
    @Nullable
    ClusterStoppedException failure() {
        return failure;
    }

    /** Puts a request to the present session or the next one. */
    <T> Requests.Request<T> ask(Function<SimulatedCluster, T> function) {
        Requests.Request<T> request = requests.ask(function);
        if (ended) {
            // Nobody looks at the queue any more.
            requests.refuseAll(whyEnded());
        }
        return request;
    }

    /** Whatever ends it, nobody is left waiting and the end is known. */
    private void run() {
        try {
            runSessions();
        } catch (Throwable unexpected) {
            stop(ClusterStoppedException.fault(name(), unexpected));
        } finally {
            ended = true;
            working = false;
            ready.completeExceptionally(whyEnded());
            requests.failed(UnconfirmedException.broken(whyEnded()));
            requests.refuseAll(whyEnded());
        }
    }

    private void runSessions() {
        while (!stopping && failure == null) {
            try (ClusterSession session = open()) {
                ready.complete(null);
                recovery.begins(System.nanoTime());
                working = true;
                serve(session);
            } catch (RuntimeException e) {
                failed(e);
            }
            if (!stopping && failure == null) {
                sleep(recovery.nextPause());
            }
        }
    }

    /** Who waits hears of a failure before the session is closed: that may take as long as brokers let it. */
    private void serve(ClusterSession session) {
        try {
            while (!stopping) {
                boolean carriedOut = session.step(requests);
                recovery.stepped(carriedOut, System.nanoTime());
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Ends what had begun, and decides whether there is a next session. */
    private void failed(RuntimeException e) {
        working = false;
        if (e instanceof ClusterStoppedException stopped) {
            stop(stopped);
        } else if (!(e instanceof ExpiredTransactionException) && Clients.isFenced(e)) {
            // What was not committed by then never will be.
            stop(takenOver());
        } else if (!ready.isDone()) {
            stop(new ClusterStoppedException(name() + " cannot start: " + e.getMessage(), e));
        } else if (!stopping) {
            recovery.failed(e);
            requests.failed(UnconfirmedException.broken(e));
            tell(e);
        }
        if (failure != null) {
            requests.failed(whyEnded());
        }
    }

    /** A right that is missing, or a password that is not taken, is the operator's to mend: a line, and no trace of calls. */
    private void tell(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                LOG.warn("{} tries again: {}", name(), cause.getMessage());
                return;
            }
        }
        LOG.warn("{} begins again from its log", name(), failed);
    }

    /**
     * The next session.
     *
     * @throws ClusterStoppedException when another process has taken over since the one before and has written its barriers: that one is
     *     not disturbed. One that has not read all of the log yet is: it ends, and this process goes on
     */
    private ClusterSession open() {
        Codecs codecs = codecs();
        if (reign.hasBegun() && reign.isLost(LastBarrier.epoch(config, codecs))) {
            throw takenOver();
        }
        return ClusterSession.open(config, codecs, clock, view, reign);
    }

    private Codecs codecs() {
        AvroSerdes serdes = new AvroSerdes(AvroSerdes.client(config.registry()), config.autoRegister());
        return new Codecs(config.topics(), serdes, config.headers());
    }

    private ClusterStoppedException takenOver() {
        return new ClusterStoppedException(
                name() + " is run by another process now; stop that one, or give this one another name");
    }

    private void stop(ClusterStoppedException why) {
        working = false;
        LOG.error("{}", why.getMessage(), why.getCause());
        failure = why;
    }

    private ClusterStoppedException whyEnded() {
        ClusterStoppedException stopped = failure;
        return stopped != null ? stopped : new ClusterStoppedException("the cluster is closed");
    }

    private String name() {
        return "cluster " + config.settings().name();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} did not stop within {}", name(), DEADLINE);
            thread.interrupt();
        }
    }
}
