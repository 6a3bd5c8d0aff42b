package io.rollcall.projector.app;

import io.rollcall.events.rights.DenialFinder;
import io.rollcall.events.rights.PartRights;
import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.projector.log.LogReader;
import io.rollcall.projector.log.OtherLogException;
import io.rollcall.projector.log.TopicsMissingException;
import io.rollcall.projector.projection.LogBatch;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.LogRecord;
import io.rollcall.projector.projection.PositionsMovedException;
import io.rollcall.projector.projection.Projection;
import io.rollcall.projector.projection.Pruning;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewControl;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that follows the log. Whatever fails, it says so once, waits and starts again from the view's own offsets; only
 * {@link #close} ends it.
 */
final class Follower implements ViewControl, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final int PRUNED_AT_A_TIME = 500;
    private static final long CLUSTER_ID_SECONDS = 10;
    private static final String LOG_KEY = "log";
    private static final String BUILT_KEY = "built";

    private final ProjectorConfig config;
    private final ViewDatabase view;
    private final AvroSerdes serdes;
    private final DenialFinder denials;
    private final Thread thread;
    private final SortedMap<LogPartition, Long> journal = new TreeMap<>();
    private final String journalTopic;
    /** Whoever reads this one removes what is too old. */
    private final LogPartition firstOfJournal;
    /** Null when the view is one projector's. */
    private final @Nullable String group;

    private volatile Freshness freshness = Freshness.UNKNOWN;
    private volatile boolean closing;
    private volatile @Nullable LogReader reader;
    private volatile boolean rebuildAsked;
    private long recordsRead;
    private @Nullable Instant newest;
    private long nextProgress;

    Follower(ProjectorConfig config, ViewDatabase view) {
        this.config = config;
        this.view = view;
        this.serdes = new AvroSerdes(AvroSerdes.client(config.registry()), false);
        this.denials = new DenialFinder(
                new PartRights(config.kafka(), ProjectorRights.of(config), ProjectorRights.part(config)));
        this.journalTopic = config.topics().of(TopicCatalogue.JOURNAL);
        this.firstOfJournal = new LogPartition(journalTopic, 0);
        this.group = config.shared() ? config.group() : null;
        this.thread = new Thread(this::run, "projector");
    }

    void start() {
        thread.start();
    }

    /** Of a view that is to be dropped, nothing that it was counts any more. */
    Freshness freshness() {
        return rebuildAsked ? Freshness.UNKNOWN : freshness;
    }

    @Override
    public void rebuild() {
        rebuildAsked = true;
    }

    private void run() {
        while (!closing) {
            try {
                if (rebuildAsked) {
                    LOG.info("The view is dropped and built anew, as asked for");
                    drop();
                }
                follow();
            } catch (WakeupException | InterruptException ending) {
                // Only close does this.
            } catch (OtherLogException e) {
                trouble(e);
                rebuild(e.getMessage());
            } catch (PositionsMovedException e) {
                LOG.info("Reading goes on from where the view is: {}", e.getMessage());
                pause();
            } catch (Throwable e) {
                // Also an Error: a thread that ended would leave a view that says for ever that it is up to date.
                trouble(e);
                pause();
            }
        }
    }

    /** Without an answer to a fetch nobody knows how long the log is by now. */
    private void requireBrokers(LogReader opened, LogBatch batch) {
        Duration silence = opened.silence();
        if (batch.nextOffsets().isEmpty() && silence.compareTo(SILENCE) > 0) {
            throw new IllegalStateException("the brokers " + config.kafka().brokers() + " do not answer");
        }
    }

    private void follow() throws SQLException {
        view.requireVersion();
        freshness = freshness.ofBuilt(isBuilt());
        ensureSameLog();
        freshness = freshness.ofBuilt(isBuilt());
        try (LogReader opened = new LogReader(config.kafka().with(Map.of()), serdes, config.topics(), group)) {
            reader = opened;
            Projection projection = new Projection(view);
            Pruning pruning = new Pruning(view, config.retention(), PRUNED_AT_A_TIME);
            SortedMap<LogPartition, Long> positions = projection.positions();
            opened.open(positions, projection::takeOver);
            noteJournal(positions);
            while (!closing && !rebuildAsked) {
                LogBatch batch = opened.poll(POLL);
                if (!batch.nextOffsets().isEmpty()) {
                    projection.apply(batch);
                    noteJournal(batch.nextOffsets());
                    count(batch);
                }
                requireBrokers(opened, batch);
                SortedMap<LogPartition, Long> read = positions;
                if (group != null) {
                    // With what the others have read meanwhile.
                    read = projection.positions();
                    noteJournal(read);
                }
                progressed(opened.lag(read));
                if (freshness.caughtUp() && opened.reads(firstOfJournal)) {
                    pruning.step();
                }
            }
        } finally {
            reader = null;
        }
    }

    /** A view of another cluster or prefix says nothing about this log. */
    private void ensureSameLog() throws SQLException {
        String log = clusterId() + "/" + config.topics().prefix();
        String known = view.meta(LOG_KEY);
        if (known != null && !known.equals(log)) {
            LOG.warn("The view was built from log {} and this is log {}: it is built anew", known, log);
            view.clear();
        }
        if (!log.equals(known)) {
            view.setMeta(LOG_KEY, log);
        }
    }

    private String clusterId() {
        try (Admin admin = Admin.create(config.kafka().with(Map.of()))) {
            return admin.describeCluster().clusterId().get(CLUSTER_ID_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the brokers " + config.kafka().brokers() + " do not answer", e);
        }
    }

    private void count(LogBatch batch) {
        recordsRead += batch.records().size();
        for (LogRecord record : batch.records()) {
            if (newest == null || record.time().isAfter(newest)) {
                newest = record.time();
            }
        }
    }

    private void drop() throws SQLException {
        view.clear();
        journal.clear();
        recordsRead = 0;
        newest = null;
        freshness = Freshness.UNKNOWN;
        rebuildAsked = false;
    }

    private void rebuild(@Nullable String why) {
        LOG.warn("The view is built anew: {}", why);
        try {
            drop();
        } catch (SQLException e) {
            trouble(e);
            pause();
        }
    }

    private void noteJournal(SortedMap<LogPartition, Long> next) {
        next.forEach((partition, offset) -> {
            if (partition.topic().equals(journalTopic) && offset > 0) {
                journal.put(partition, offset - 1);
            }
        });
    }

    private boolean isBuilt() throws SQLException {
        return view.meta(BUILT_KEY) != null;
    }

    private void progressed(OptionalLong lag) throws SQLException {
        boolean atEnd = lag.isPresent() && lag.getAsLong() == 0;
        if (atEnd && !freshness.built()) {
            view.setMeta(BUILT_KEY, "true");
        }
        if (atEnd && !freshness.ready()) {
            LOG.info("The view is up to date, {} records read", recordsRead);
        }
        String position = journal.entrySet().stream()
                .map(entry -> entry.getKey().topic() + "-" + entry.getKey().partition() + "@" + entry.getValue())
                .collect(Collectors.joining(","));
        freshness = new Freshness(
                lag, position, freshness.ready() || atEnd, freshness.built() || atEnd, null, newest, recordsRead);
        if (!freshness.ready() && System.nanoTime() > nextProgress) {
            nextProgress = System.nanoTime() + PROGRESS.toNanos();
            if (recordsRead > 0 && lag.isPresent()) {
                LOG.info("Building the view: {} records read, {} to go", recordsRead, lag.getAsLong());
            }
        }
    }

    /** Says what is wrong, once for each kind of trouble. */
    private void trouble(Throwable e) {
        String before = freshness.trouble();
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = what.lines().findFirst().orElse("");
        // A topic that may not be seen looks as if it were not there.
        if (DenialFinder.isRefusal(e) || e instanceof TopicsMissingException) {
            if (before == null) {
                freshness = freshness.troubled(line);
            }
            line = denials.find(line).orElse(line);
        }
        if (!line.equals(before)) {
            LOG.warn("The view does not move on: {}", line);
            LOG.debug("Because of", e);
        }
        freshness = freshness.troubled(line);
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        LogReader open = reader;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(CLOSE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
