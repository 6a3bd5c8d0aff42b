package io.rollcall.cluster.app;

import io.rollcall.cluster.actuator.Actuator;
import io.rollcall.cluster.actuator.KnownRevisions;
import io.rollcall.cluster.event.ControllerEvents;
import io.rollcall.cluster.event.EventRecorder;
import io.rollcall.cluster.kubeapi.CommittedView;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.SimulatedActions;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.Change;
import io.rollcall.events.Command;
import io.rollcall.events.CommandResult;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.event.KubernetesEvent;
import io.rollcall.rules.model.DaemonSetIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster from its rebuilding to the first failure. Memory may be ahead of the log only within a step; when a step fails, the
 * session must be thrown away and another one opened, which begins from the log. For one thread.
 */
final class ClusterSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterSession.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(50);

    private final InstantSource clock;
    private final SimulatedCluster cluster;
    private final EventRecorder recorder;
    private final SimulatedActions actions;
    private final KnownRevisions revisions = new KnownRevisions();
    private final Actuator actuator;
    private final ClusterOutputs outputs;
    private final ClusterInputs inputs;
    private final CommittedView view;
    private final List<Change> uncommitted = new ArrayList<>();

    private ClusterSession(
            SimulatedClusterConfig config,
            InstantSource clock,
            ClusterOutputs outputs,
            ClusterInputs inputs,
            CommittedView view) {
        this.clock = clock;
        this.view = view;
        this.cluster = new SimulatedCluster(config.settings());
        this.cluster.api().listen(this::note);
        this.recorder = new EventRecorder(cluster.api());
        this.cluster.api().listen(recorder);
        this.actions = new SimulatedActions(cluster);
        this.actuator = new Actuator(actions, revisions, config.placement());
        this.outputs = outputs;
        this.inputs = inputs;
    }

    /**
     * Takes over from the session before, rebuilds the objects, and says with barriers that all of them are known.
     *
     * @param reign learns of the session's epoch
     */
    static ClusterSession open(
            SimulatedClusterConfig config, Codecs codecs, InstantSource clock, CommittedView view, Reign reign) {
        ClusterOutputs outputs = ClusterOutputs.open(config, codecs);
        try {
            ClusterLog log = ClusterLog.read(config, codecs);
            ClusterSession session =
                    new ClusterSession(config, clock, outputs, ClusterInputs.open(config, codecs), view);
            try {
                session.rebuild(config, log, reign);
                return session;
            } catch (RuntimeException e) {
                closeQuietly(session.inputs);
                throw e;
            }
        } catch (RuntimeException e) {
            closeQuietly(outputs);
            throw e;
        }
    }

    private void rebuild(SimulatedClusterConfig config, ClusterLog log, Reign reign) {
        Instant now = clock.instant();
        cluster.restore(log.objects(), log.highestVersion(), now);
        cluster.ensureNamespaces();
        cluster.drainEvents().forEach(outputs::add);
        actuator.learn(log.answered());
        long epoch = Math.max(now.toEpochMilli(), log.lastEpoch() + 1);
        reign.begins(epoch);
        for (ObjectKind kind : ObjectKind.decidedOn()) {
            new SourceBarrier(config.settings().name(), kind, epoch, log.partitions(kind)).addTo(outputs, now);
        }
        outputs.commit(java.util.Map.of());
        view.rebuilt(cluster.api(), log.highestVersion(), uncommitted);
        uncommitted.clear();
        LOG.info(
                "cluster {} has {} objects up to version {}, epoch {}",
                config.settings().name(),
                log.objects().size(),
                log.highestVersion(),
                epoch);
    }

    /**
     * Waits a little for something to do, does it, and commits; when it fails, so do the requests that had begun.
     *
     * @return whether something that came in was carried out
     */
    boolean step(Requests requests) {
        ClusterInputs.Batch batch =
                inputs.poll(untilNextDue(), read -> actuator.missingRevisions(read.commands(), read.revisionKeys()));
        Instant now = clock.instant();
        cluster.advanceTo(now);
        batch.revisions().forEach(this::publish);
        batch.statuses().forEach(this::publish);
        batch.gone().forEach(actuator::forget);
        batch.commands().forEach(actuator::learn);
        for (Command command : batch.commands()) {
            CommandResult answer = actuator.execute(command, now);
            String slot = command.getSlot().getDaemonSet().getUid() + "/"
                    + command.getSlot().getNode();
            outputs.add(new ClusterEvent(TopicCatalogue.COMMAND_RESULTS, slot, answer));
            tell(command, answer, now);
        }
        requests.actOn(cluster);
        actions.statusesWrittenOver().forEach(this::publish);
        // What follows at once from the changes belongs to the same transaction.
        cluster.advanceTo(now);
        cluster.drainEvents().forEach(outputs::add);
        outputs.commit(batch.offsets());
        view.committed(uncommitted);
        uncommitted.clear();
        requests.done();
        return !batch.offsets().isEmpty();
    }

    private void tell(Command command, CommandResult answer, Instant now) {
        DaemonSetRef ref = command.getSlot().getDaemonSet();
        DaemonSetIdentity about = new DaemonSetIdentity(ref.getNamespace(), ref.getName(), ref.getUid());
        for (KubernetesEvent event : ControllerEvents.of(command, answer.getResult())) {
            recorder.record(event, about, command.getCommandId(), now);
        }
    }

    /** Changes that were taken over from the log are committed already. */
    private void note(Change change) {
        if (change.own()) {
            uncommitted.add(change);
        }
    }

    @Override
    public void close() {
        closeQuietly(inputs);
        closeQuietly(outputs);
    }

    /** Whoever closes has a reason of their own to tell: what cannot be closed in order is no other one. */
    private static void closeQuietly(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            LOG.debug("A client of Kafka was not closed in order", e);
        }
    }

    private Duration untilNextDue() {
        Instant now = clock.instant();
        Duration wait = cluster.nextDue().map(due -> Duration.between(now, due)).orElse(LONGEST_WAIT);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void publish(ClusterInputs.RevisionRecord record) {
        Revision revision = record.revision();
        if (revision != null) {
            revisions.put(revision);
            if (record.news()) {
                publish(revision);
            }
            return;
        }
        revisions.remove(record.key());
        int slash = record.key().indexOf('/');
        if (record.news() && slash >= 0) {
            actions.removeRevision(
                    record.key().substring(0, slash), record.key().substring(slash + 1));
        }
    }

    private void publish(Status status) {
        try {
            actions.publishStatus(status);
        } catch (ApiException e) {
            DaemonSetRef about = status.getDaemonSet();
            LOG.warn(
                    "the status of DaemonSet {}/{} is not published: {}",
                    about.getNamespace(),
                    about.getName(),
                    e.getMessage());
        }
    }

    private void publish(Revision revision) {
        try {
            actions.publishRevision(revision);
        } catch (ApiException e) {
            LOG.warn("revision {} is not published: {}", revision.getName(), e.getMessage());
        }
    }
}
