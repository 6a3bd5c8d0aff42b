package io.rollcall.projector.app;

import io.rollcall.kubeapi.store.Past;
import io.rollcall.projector.kube.ViewPast;
import io.rollcall.projector.metrics.Metrics;
import io.rollcall.projector.metrics.Traffic;
import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.web.MetricsServer;
import io.rollcall.projector.web.MetricsSettings;
import io.rollcall.projector.web.WebServer;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running projector: follows the log into its view and answers questions about it over HTTP and in process.
 *
 * <p>It starts without waiting for the topics, the brokers or the registry, and says by {@link #freshness} what it waits for.
 * Safe for threads.
 */
public final class ProjectorApp implements AutoCloseable {

    private final ViewDatabase view;
    private final Follower follower;
    private final WebServer web;
    private final @Nullable MetricsServer metrics;
    private final ExplainQuery explain;
    private final ListQuery lists;

    private ProjectorApp(ProjectorConfig config, ViewDatabase view) {
        this.view = view;
        this.explain = new ExplainQuery(view);
        this.lists = new ListQuery(view);
        this.follower = new Follower(config, view);
        Traffic traffic = new Traffic();
        this.web = WebServer.start(config.web(), view, follower::freshness, follower, traffic);
        try {
            this.metrics = metrics(config.metrics(), traffic);
        } catch (RuntimeException e) {
            web.close();
            throw e;
        }
    }

    private @Nullable MetricsServer metrics(MetricsSettings settings, Traffic traffic) {
        if (settings.port() == MetricsSettings.NOWHERE) {
            return null;
        }
        Metrics collected = new Metrics(view, follower::freshness, traffic, Clock.systemUTC(), settings.pods());
        return MetricsServer.start(settings, collected);
    }

    /**
     * Starts a projector.
     *
     * @throws io.rollcall.projector.view.ViewException when the view cannot be opened
     * @throws io.rollcall.projector.web.WebStartException when the web API or the metrics cannot listen
     */
    public static ProjectorApp start(ProjectorConfig config) {
        ViewDatabase view = ViewDatabase.open(config.view());
        ProjectorApp app;
        try {
            app = new ProjectorApp(config, view);
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
        app.follower.start();
        return app;
    }

    /** Whether everything has been read that the last fetch saw in the log; what was appended since may take one more fetch to show. */
    public boolean caughtUp() {
        return follower.freshness().caughtUp();
    }

    /** How far the view is, and what is in its way. */
    public Freshness freshness() {
        return follower.freshness();
    }

    /** Where the web API listens. */
    public String url() {
        return web.url();
    }

    /** Where metrics are served; empty when they are not. */
    public Optional<String> metricsUrl() {
        return Optional.ofNullable(metrics).map(MetricsServer::url);
    }

    /** Explanations in process. */
    public ExplainQuery explain() {
        return explain;
    }

    /** Lists in process. */
    public ListQuery lists() {
        return lists;
    }

    /** The past, for the Kubernetes API. */
    public Past past() {
        return new ViewPast(view);
    }

    /** Stops answering, then following, then gives the file free. */
    @Override
    public void close() {
        web.close();
        if (metrics != null) {
            metrics.close();
        }
        follower.close();
        view.close();
    }
}
