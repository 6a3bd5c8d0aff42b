package io.rollcall.controller.router;

import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.UpdateStrategyType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Input events as a source would write them, in the words of the domain. */
public final class InputEvents {

    /** When the source saw everything. */
    public static final Instant SEEN = Instant.parse("2026-03-01T10:00:00Z");

    private InputEvents() {}

    public static NodeEvent node(ChangeType change, String name, String uid, long version, String... labels) {
        NodeObserved node = NodeObserved.newBuilder()
                .setChange(change)
                .setName(name)
                .setUid(uid)
                .setResourceVersion(Long.toString(version))
                .setLabels(pairs(labels))
                .setReady(true)
                .build();
        return nodeEvent(new NodeChange(node, "{\"kind\":\"Node\"}"));
    }

    public static NodeEvent nodeEvent(Object body) {
        return new NodeEvent("event", SEEN, "test", body);
    }

    public static PodEvent pod(
            ChangeType change, String name, String uid, long version, String phase, @Nullable OwnerReference owner) {
        PodObserved pod = PodObserved.newBuilder()
                .setChange(change)
                .setNamespace("default")
                .setName(name)
                .setUid(uid)
                .setResourceVersion(Long.toString(version))
                .setLabels(Map.of("app", "web"))
                .setController(owner)
                .setNodeName("n1")
                .setTargetNode("n1")
                .setPhase(phase)
                .build();
        return podEvent(new PodChange(pod, "{\"kind\":\"Pod\"}"));
    }

    public static PodEvent podEvent(Object body) {
        return new PodEvent("event", SEEN, "test", body);
    }

    public static OwnerReference daemonSetOwner(String uid) {
        return new OwnerReference("apps/v1", "DaemonSet", "web", uid);
    }

    public static OwnerReference otherOwner(String kind) {
        return new OwnerReference("apps/v1", kind, "other", "other-uid");
    }

    public static DaemonSetObserved daemonSet(
            ChangeType change, String name, String uid, long version, long generation) {
        return DaemonSetObserved.newBuilder()
                .setChange(change)
                .setNamespace("default")
                .setName(name)
                .setUid(uid)
                .setResourceVersion(Long.toString(version))
                .setGeneration(generation)
                .setSelector(new LabelSelector(Map.of("app", "web"), List.of()))
                .setTemplate(
                        "{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i:"
                                + generation + "\"}]}}")
                .setStrategy(UpdateStrategyType.ROLLING_UPDATE)
                .setMaxUnavailable("1")
                .build();
    }

    public static DaemonSetEvent daemonSetEvent(DaemonSetObserved projection) {
        return new DaemonSetEvent("event", SEEN, "test", new DaemonSetChange(projection, "{\"kind\":\"DaemonSet\"}"));
    }

    public static ControllerRevisionEvent revision(
            ChangeType change, String name, String uid, long version, @Nullable OwnerReference owner) {
        RevisionObserved revision = RevisionObserved.newBuilder()
                .setChange(change)
                .setNamespace("default")
                .setName(name)
                .setUid(uid)
                .setResourceVersion(Long.toString(version))
                .setController(owner)
                .setRevision(1)
                .setHash("abc")
                .setTemplate("{\"spec\":{}}")
                .build();
        return new ControllerRevisionEvent("event", SEEN, "test", new RevisionChange(revision, "{}"));
    }

    public static CommandResult result(String daemonSetUid, String node, long slotSeq) {
        return new CommandResult(
                "event",
                SEEN,
                CommandResultObserved.newBuilder()
                        .setCommandId("0-1-0")
                        .setSlot(new SlotRef(new DaemonSetRef("default", "web", daemonSetUid), node))
                        .setSlotSeq(slotSeq)
                        .setOutcome(CommandOutcome.DONE)
                        .build());
    }

    public static SourceSynced synced(ResourceKind kind) {
        return new SourceSynced(kind, 1L, 0, 1);
    }

    public static RelistStarted relistStarted(ResourceKind kind, long epoch) {
        return new RelistStarted(kind, epoch, 0, 1);
    }

    public static RelistFinished relistFinished(ResourceKind kind, long epoch) {
        return new RelistFinished(kind, epoch, 0, 1);
    }

    private static Map<String, String> pairs(String... pairs) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
