package io.rollcall.controller.shadow;

import io.rollcall.events.Cause;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourceSynced;
import io.rollcall.events.Taint;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.profile.RuleProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An audited cluster with one DaemonSet, told event by event. Each event takes a millisecond. */
final class World {

    static final String UID = "ds-uid";

    final Audit audit;
    private final Map<String, PodObserved> pods = new TreeMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long line;
    private long generation;
    private String maxUnavailable = "1";
    private String maxSurge = "0";

    World(RuleProfile profile) {
        audit = new Audit(profile);
    }

    World synced() {
        for (ResourceKind kind : List.of(
                ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION)) {
            give(new SourceSynced(kind, 1L, 0, 1));
        }
        return this;
    }

    World nodes(int count) {
        for (int i = 1; i <= count; i++) {
            node("n" + i);
        }
        return this;
    }

    World node(String name, Taint... taints) {
        return give(NodeObserved.newBuilder()
                .setChange(ChangeType.MODIFIED)
                .setName(name)
                .setUid("uid-" + name)
                .setResourceVersion("1")
                .setTaints(List.of(taints))
                .build());
    }

    World maxUnavailable(String text) {
        maxUnavailable = text;
        return this;
    }

    /** From the next version on it surges, and no old pod goes before its new one is available. */
    World maxSurge(String text) {
        maxSurge = text;
        maxUnavailable = "0";
        return this;
    }

    /** The DaemonSet with this image, and its revision, whose hash is the image. */
    World daemonSet(String image) {
        String template =
                "{\"metadata\":{\"labels\":{\"app\":\"x\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\""
                        + image + "\"}]}}";
        give(DaemonSetObserved.newBuilder()
                .setChange(generation == 0 ? ChangeType.ADDED : ChangeType.MODIFIED)
                .setNamespace("default")
                .setName("ds")
                .setUid(UID)
                .setResourceVersion("1")
                .setGeneration(++generation)
                .setSelector(new LabelSelector(Map.of("app", "x"), List.of()))
                .setTemplate(template)
                .setStrategy(UpdateStrategyType.ROLLING_UPDATE)
                .setMaxUnavailable(maxUnavailable)
                .setMaxSurge(maxSurge)
                .build());
        return give(RevisionObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName("ds-" + image)
                .setUid("revision-" + image)
                .setResourceVersion("1")
                .setController(owner())
                .setRevision(generation)
                .setHash(image)
                .setTemplate(template)
                .build());
    }

    World created(String pod, String node, String hash) {
        return pod(PodObserved.newBuilder()
                .setChange(ChangeType.ADDED)
                .setNamespace("default")
                .setName(pod)
                .setUid("uid-" + pod)
                .setResourceVersion("1")
                .setLabels(Map.of("app", "x", "controller-revision-hash", hash))
                .setController(owner())
                .setTargetNode(node)
                .setPhase("Pending")
                .setCreatedAt(now)
                .build());
    }

    World ready(String pod) {
        return pod(PodObserved.newBuilder(known(pod))
                .setChange(ChangeType.MODIFIED)
                .setNodeName(known(pod).getTargetNode())
                .setPhase("Running")
                .setReady(true)
                .setReadySince(now)
                .build());
    }

    World deleted(String pod) {
        return pod(PodObserved.newBuilder(known(pod))
                .setChange(ChangeType.MODIFIED)
                .setDeletedAt(now.plusSeconds(30))
                .build());
    }

    World gone(String pod) {
        return pod(
                PodObserved.newBuilder(known(pod)).setChange(ChangeType.DELETED).build());
    }

    World rules(String profile) {
        return give(new RulesActivated(profile));
    }

    World after(long milliseconds) {
        now = now.plusMillis(milliseconds);
        audit.tick(now);
        return this;
    }

    Audit end() {
        audit.end(now);
        return audit;
    }

    private PodObserved known(String pod) {
        return Objects.requireNonNull(pods.get(pod), pod);
    }

    private World pod(PodObserved pod) {
        pods.put(pod.getName(), pod);
        return give(pod);
    }

    private World give(Object body) {
        now = now.plusMillis(1);
        audit.give(now, new JournalRecord(new Cause("events", 0, ++line, ""), now, body));
        return this;
    }

    private static OwnerReference owner() {
        return new OwnerReference("apps/v1", "DaemonSet", "ds", UID);
    }
}
