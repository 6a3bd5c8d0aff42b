package io.rollcall.cli.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.pipeline.Outputs;
import io.rollcall.cluster.actuator.Actuator;
import io.rollcall.cluster.actuator.ClusterActions;
import io.rollcall.cluster.actuator.KnownRevisions;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedActions;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.pod.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Simulated kubelets and an actuator around the nodes and DaemonSets of a history: what a cluster would do with Rollcall's wishes. For
 * one thread; its time is given.
 */
final class VirtualCluster {

    private final SimulatedCluster cluster;
    private final ClusterActions actions;
    private final KnownRevisions revisions = new KnownRevisions();
    private final Actuator actuator;

    VirtualCluster(long seed) {
        this.cluster = new SimulatedCluster(ClusterSettings.of("replay", seed).asObserver());
        this.actions = new SimulatedActions(cluster);
        this.actuator = new Actuator(actions, revisions, Placement.BIND);
    }

    /** A line of the history about a node or a DaemonSet. */
    List<ClusterEvent> observe(ObjectKind kind, ChangeType change, ObjectNode object, Instant now) {
        cluster.advanceTo(now);
        cluster.observe(kind, change, object);
        return cluster.drainEvents();
    }

    /** Lets time pass. */
    List<ClusterEvent> advanceTo(Instant now) {
        cluster.advanceTo(now);
        return cluster.drainEvents();
    }

    /** When something is due next. */
    Optional<Instant> nextDue() {
        return cluster.nextDue();
    }

    /** Carries out what was wished; the changes come first, then the answers. */
    List<ClusterEvent> carryOut(Outputs outputs, Instant now) {
        cluster.advanceTo(now);
        for (Outputs.RevisionEntry entry : outputs.revisions()) {
            if (entry.revision() == null) {
                revisions.remove(entry.key());
                int slash = entry.key().indexOf('/');
                actions.removeRevision(
                        entry.key().substring(0, slash), entry.key().substring(slash + 1));
            } else {
                revisions.put(entry.revision());
                actions.publishRevision(entry.revision());
            }
        }
        outputs.commands().forEach(actuator::learn);
        List<ClusterEvent> answers = new ArrayList<>();
        for (Command command : outputs.commands()) {
            String slot = command.getSlot().getDaemonSet().getUid() + "/"
                    + command.getSlot().getNode();
            answers.add(new ClusterEvent(TopicCatalogue.COMMAND_RESULTS, slot, actuator.execute(command, now)));
        }
        List<ClusterEvent> events = new ArrayList<>(cluster.drainEvents());
        events.addAll(answers);
        return events;
    }
}
