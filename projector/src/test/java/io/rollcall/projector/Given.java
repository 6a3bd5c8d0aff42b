package io.rollcall.projector;

import io.rollcall.events.ActionType;
import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetChange;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.FieldError;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.Rejected;
import io.rollcall.events.RejectedObject;
import io.rollcall.events.Revision;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import io.rollcall.events.Taint;
import io.rollcall.events.UpdateStrategyType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of a small world: the DaemonSet default/nginx, its pods, nodes. Builders where a test needs more than names. */
public final class Given {

    public static final String UID = "ds-1";
    public static final DaemonSetRef NGINX = new DaemonSetRef("default", "nginx", UID);
    public static final String PLAIN = template("");

    private Given() {}

    /** A template whose spec has these fields, JSON without the braces. */
    public static String template(String spec) {
        return "{\"metadata\":{\"labels\":{\"app\":\"nginx\"}},\"spec\":{" + spec + "}}";
    }

    public static NodeObserved.Builder node(String name, String uid, long version) {
        return NodeObserved.newBuilder()
                .setChange(ChangeType.MODIFIED)
                .setName(name)
                .setUid(uid)
                .setResourceVersion(Long.toString(version))
                .setLabels(new TreeMap<>(Map.of("kubernetes.io/hostname", name)))
                .setTaints(List.of())
                .setReady(true);
    }

    public static NodeObserved.Builder node(String name) {
        return node(name, "uid-" + name, 1);
    }

    public static Taint taint(String key, String effect) {
        return new Taint(key, "", effect);
    }

    public static NodeEvent event(NodeObserved.Builder node) {
        NodeObserved built = node.build();
        return barrier(new NodeChange(built, "{\"kind\":\"Node\",\"name\":\"" + built.getName() + "\"}"));
    }

    /** A node event with a body that may be a barrier. */
    public static NodeEvent barrier(Object body) {
        return new NodeEvent("e", Records.START, "test", body);
    }

    public static PodObserved.Builder pod(String name, String node, long version) {
        return PodObserved.newBuilder()
                .setChange(ChangeType.MODIFIED)
                .setNamespace("default")
                .setName(name)
                .setUid("uid-" + name)
                .setResourceVersion(Long.toString(version))
                .setLabels(new TreeMap<>(Map.of("app", "nginx", "controller-revision-hash", "h1")))
                .setController(new OwnerReference("apps/v1", "DaemonSet", "nginx", UID))
                .setNodeName(node)
                .setTargetNode(node)
                .setPhase("Pending")
                .setCreatedAt(Records.START);
    }

    /** A pod that is Running and Ready. */
    public static PodObserved.Builder running(String name, String node) {
        return pod(name, node, 2).setPhase("Running").setReady(true).setReadySince(Records.START.plusSeconds(5));
    }

    public static PodEvent event(PodObserved.Builder pod) {
        PodObserved built = pod.build();
        return new PodEvent(
                "e",
                Records.START,
                "test",
                new PodChange(built, "{\"kind\":\"Pod\",\"name\":\"" + built.getName() + "\"}"));
    }

    public static DaemonSetObserved.Builder daemonSet(String template) {
        return DaemonSetObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName("nginx")
                .setUid(UID)
                .setResourceVersion("10")
                .setGeneration(1)
                .setSelector(new LabelSelector(new TreeMap<>(Map.of("app", "nginx")), List.of()))
                .setTemplate(template)
                .setStrategy(UpdateStrategyType.ROLLING_UPDATE);
    }

    public static DaemonSetEvent event(DaemonSetObserved.Builder daemonSet) {
        return new DaemonSetEvent(
                "e", Records.START, "test", new DaemonSetChange(daemonSet.build(), "{\"kind\":\"DaemonSet\"}"));
    }

    public static Revision revision(String hash, long number) {
        return Revision.newBuilder()
                .setDaemonSet(NGINX)
                .setName("nginx-" + hash)
                .setHash(hash)
                .setRevision(number)
                .setCreatedAt(Records.START)
                .setJournal(place(1L))
                .setTemplate(PLAIN)
                .build();
    }

    public static Decision.Builder decision(String id, ActionType action, String node, String pod, String reason) {
        return Decision.newBuilder()
                .setDecisionId(id)
                .setAt(Records.START)
                .setJournal(place(7L))
                .setCause(new Cause("rollcall.node-events", 0, 12L, "e"))
                .setDaemonSet(NGINX)
                .setAction(action)
                .setNode(node)
                .setPod(pod)
                .setReason(reason);
    }

    public static Command create(String id, String node, long seq, String pod) {
        return Command.newBuilder()
                .setCommandId(id)
                .setSlot(new SlotRef(NGINX, node))
                .setSlotSeq(seq)
                .setDecidedAt(Records.START)
                .setJournal(place(7L))
                .setReason("MISSING_POD")
                .setWish(new CreatePod(pod, "uid-" + node, "h1", 1L, 0, null))
                .build();
    }

    public static Command delete(String id, String node, long seq, String pod, String reason) {
        return Command.newBuilder()
                .setCommandId(id)
                .setSlot(new SlotRef(NGINX, node))
                .setSlotSeq(seq)
                .setDecidedAt(Records.START)
                .setJournal(place(8L))
                .setReason(reason)
                .setWish(new DeletePods(List.of(new PodRef(pod, "uid-" + pod))))
                .build();
    }

    /** A version of the DaemonSet that the router refused. */
    public static Rejected refused(long generation, String field, String message) {
        FieldError error = new FieldError("FieldValueInvalid", field, message);
        return Rejected.newBuilder()
                .setReason("INVALID_OBJECT")
                .setMessage("rollcall.daemonset-events-0@5: DaemonSet default/nginx generation " + generation
                        + " is refused: " + field + ": " + message)
                .setOrigin(new SourcePosition("rollcall.daemonset-events", 0, 5L + generation))
                .setRejectedAt(Records.START)
                .setObject(RejectedObject.newBuilder()
                        .setKind("DaemonSet")
                        .setNamespace("default")
                        .setName("nginx")
                        .setUid(UID)
                        .setResourceVersion("77")
                        .setChange(ChangeType.MODIFIED)
                        .setGeneration(generation)
                        .setFieldErrors(List.of(error))
                        .build())
                .build();
    }

    public static CommandResult answer(String id, String node, long seq, CommandOutcome outcome, String reason) {
        CommandResultObserved observed = CommandResultObserved.newBuilder()
                .setCommandId(id)
                .setSlot(new SlotRef(NGINX, node))
                .setSlotSeq(seq)
                .setOutcome(outcome)
                .setReason(reason.isEmpty() ? null : reason)
                .build();
        return new CommandResult("e", Records.START, observed);
    }

    public static Status.Builder status(int desired, int available) {
        return Status.newBuilder()
                .setDaemonSet(NGINX)
                .setAt(Records.START)
                .setJournal(place(9L))
                .setObservedGeneration(1)
                .setDesiredNumberScheduled(desired)
                .setCurrentNumberScheduled(available)
                .setNumberMisscheduled(0)
                .setNumberReady(available)
                .setUpdatedNumberScheduled(available)
                .setNumberAvailable(available)
                .setNumberUnavailable(desired - available)
                .setRevisionHash("h1")
                .setRevision(1);
    }

    public static SourcePosition place(long offset) {
        return new SourcePosition("rollcall.journal", 0, offset);
    }

    public static Instant after(long seconds) {
        return Records.START.plusSeconds(seconds);
    }

    public static List<Taint> taints(Taint... taints) {
        return Arrays.asList(taints);
    }
}
