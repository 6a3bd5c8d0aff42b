package io.rollcall.events.topics;

import io.rollcall.events.ClusterObject;
import io.rollcall.events.Command;
import io.rollcall.events.CommandResult;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.Decision;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodEvent;
import io.rollcall.events.Rejected;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Every topic of Rollcall, declared once: creation, serdes, documentation and checks are derived from here. */
public final class TopicCatalogue {
    private static final int DEFAULT_MAX_BYTES = 1_048_588;
    /** Objects come whole, and an API server stores up to 1.5 MB each, which escaping and the projection add to. */
    private static final int OBJECT_MAX_BYTES = 4 * 1_048_576;
    /** A refused record is stored with its key, value and an explanation around them. */
    private static final int REJECTED_MAX_BYTES = 5 * 1_048_576;

    private static final String OBJECT_KEY = "namespace/name";
    private static final String SLOT_KEY = "<DaemonSet UID>/<node name>";

    /** What sources saw of nodes. */
    public static final Topic<NodeEvent> NODE_EVENTS =
            input("node-events", NodeEvent.class, "node name", "Changes of nodes, and barriers of their source.");

    /** What sources saw of pods. */
    public static final Topic<PodEvent> POD_EVENTS =
            input("pod-events", PodEvent.class, OBJECT_KEY, "Changes of pods, and barriers of their source.");

    /** What sources saw of DaemonSets. */
    public static final Topic<DaemonSetEvent> DAEMON_SET_EVENTS = input(
            "daemonset-events",
            DaemonSetEvent.class,
            OBJECT_KEY,
            "Changes of DaemonSets, and barriers of their source.");

    /** What sources saw of ControllerRevisions. */
    public static final Topic<ControllerRevisionEvent> CONTROLLER_REVISION_EVENTS = input(
            "controllerrevision-events",
            ControllerRevisionEvent.class,
            OBJECT_KEY,
            "Changes of ControllerRevisions, and barriers of their source.");

    /** The actuator's answers. */
    public static final Topic<CommandResult> COMMAND_RESULTS =
            input("command-results", CommandResult.class, SLOT_KEY, "The actuator's answer to each command.");

    /** The one totally ordered input of each Decider task. */
    public static final Topic<JournalRecord> JOURNAL = history(
            "journal",
            JournalRecord.class,
            Partitions.JOURNAL,
            "key of the object, or barrier",
            "What the Router let through, in the order in which it is decided upon. Appended to explicit partitions.",
            OBJECT_MAX_BYTES);

    /** Wishes for the actuator. */
    public static final Topic<Command> COMMANDS = history(
            "commands",
            Command.class,
            Partitions.OUTPUT,
            SLOT_KEY,
            "Numbered wishes; only the highest slotSeq of a slot counts.",
            OBJECT_MAX_BYTES);

    /** Actions with reason and cause. */
    public static final Topic<Decision> DECISIONS = history(
            "decisions",
            Decision.class,
            Partitions.OUTPUT,
            "namespace/name of the DaemonSet",
            "Every action on a pod, with its reason and the event that led to it.",
            DEFAULT_MAX_BYTES);

    /** Status of each DaemonSet. */
    public static final Topic<Status> STATUS = table(
            "status",
            Status.class,
            "DaemonSet UID",
            "The present status of each DaemonSet; a tombstone when it is gone.",
            DEFAULT_MAX_BYTES);

    /** Templates that commands refer to. */
    public static final Topic<Revision> REVISIONS = table(
            "revisions",
            Revision.class,
            "<DaemonSet UID>/<revision hash>",
            "Templates of DaemonSets by hash; a tombstone when a revision is cleaned up.",
            OBJECT_MAX_BYTES);

    /** Input records that could not be used. */
    public static final Topic<Rejected> REJECTED = history(
            "rejected",
            Rejected.class,
            Partitions.OUTPUT,
            "<full name of the origin topic>-<partition>",
            "Input records that could not be used, with their bytes and the reason.",
            REJECTED_MAX_BYTES);

    /** What a simulated cluster holds beside the objects that decisions are made about. */
    public static final Topic<ClusterObject> CLUSTER_OBJECTS = table(
            "cluster-objects",
            ClusterObject.class,
            "<cluster>/<kind>/<namespace>/<name>, or the cluster",
            "Namespaces and events of a simulated cluster; a tombstone when one is gone. Nobody decides about them.",
            OBJECT_MAX_BYTES);

    private static final List<Topic<?>> ALL = List.of(
            NODE_EVENTS,
            POD_EVENTS,
            DAEMON_SET_EVENTS,
            CONTROLLER_REVISION_EVENTS,
            COMMAND_RESULTS,
            JOURNAL,
            COMMANDS,
            DECISIONS,
            STATUS,
            REVISIONS,
            REJECTED,
            CLUSTER_OBJECTS);

    private TopicCatalogue() {}

    /** All topics, inputs first, always in the same order. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    private static <V extends SpecificRecord> Topic<V> input(String name, Class<V> value, String keyDoc, String doc) {
        return history(name, value, Partitions.INPUT, keyDoc, doc, OBJECT_MAX_BYTES);
    }

    private static <V extends SpecificRecord> Topic<V> history(
            String name, Class<V> value, Partitions partitions, String keyDoc, String doc, int maxMessageBytes) {
        return new Topic<>(name, value, Cleanup.KEEP, Retention.FOREVER, partitions, keyDoc, doc, maxMessageBytes);
    }

    private static <V extends SpecificRecord> Topic<V> table(
            String name, Class<V> value, String keyDoc, String doc, int maxMessageBytes) {
        return new Topic<>(
                name, value, Cleanup.COMPACT, Retention.FOREVER, Partitions.OUTPUT, keyDoc, doc, maxMessageBytes);
    }
}
