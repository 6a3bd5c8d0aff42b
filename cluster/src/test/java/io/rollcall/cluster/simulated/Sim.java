package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.actuator.Actuator;
import io.rollcall.cluster.actuator.KnownRevisions;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.Propagation;
import io.rollcall.events.AdoptPod;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.ReleasePod;
import io.rollcall.events.Revision;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.pod.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A simulated cluster with an actuator, spoken to in the words of a test. Time moves only when a test moves it. */
public final class Sim {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final long SEED = 42;

    public final SimulatedCluster cluster;
    public final KnownRevisions revisions = new KnownRevisions();
    public final SimulatedActions actions;
    public final Actuator actuator;
    private final List<ClusterEvent> events = new ArrayList<>();
    private long commands;

    public Sim(ClusterSettings settings, Placement placement) {
        cluster = new SimulatedCluster(settings);
        cluster.advanceTo(START);
        actions = new SimulatedActions(cluster);
        actuator = new Actuator(actions, revisions, placement);
    }

    public Sim() {
        this(ClusterSettings.of("test", SEED), Placement.BIND);
    }

    public Sim nodes(int workers) {
        cluster.ensureNodes(workers);
        return this;
    }

    /** A DaemonSet of one container, and its revision as the controller would publish it. */
    public DaemonSetRef daemonSet(String name, String image) {
        return daemonSet(name, image, "");
    }

    public DaemonSetRef daemonSet(String name, String image, String resources) {
        String yaml = """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: %1$s, namespace: default, labels: {app: %1$s}}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers: [{name: main, image: "%2$s"%3$s}]
                """.formatted(name, image, resources);
        Manifests.apply(cluster.api(), Manifests.read(yaml, "test.yaml").getFirst(), "test.yaml");
        ObjectNode object = daemonSet(name);
        DaemonSetRef ref = new DaemonSetRef("default", name, Meta.uid(object));
        revisions.put(revision(ref, object));
        return ref;
    }

    public Revision revision(DaemonSetRef ref, ObjectNode daemonSet) {
        return Revision.newBuilder()
                .setDaemonSet(ref)
                .setName(ref.getName() + "-h1")
                .setHash("h1")
                .setRevision(1)
                .setCreatedAt(START)
                .setJournal(new SourcePosition("journal", 0, 0L))
                .setTemplate(
                        PodTemplate.of(daemonSet.path("spec").path("template")).json())
                .build();
    }

    public ObjectNode daemonSet(String name) {
        return cluster.api().get(new ObjectKey(ObjectKind.DAEMON_SET, "default", name));
    }

    public ObjectNode node(String name) {
        return cluster.api().get(ObjectKey.node(name));
    }

    public CommandResultObserved create(DaemonSetRef owner, String node, String pod) {
        return execute(createCommand(owner, node, pod, ++commands));
    }

    public Command createCommand(DaemonSetRef owner, String node, String pod, long seq) {
        String nodeUid = cluster.api().find(ObjectKey.node(node)).map(Meta::uid).orElse("");
        CreatePod wish = CreatePod.newBuilder()
                .setPodName(pod)
                .setNodeUid(nodeUid)
                .setRevisionHash("h1")
                .setRevision(1)
                .setAttempt(0)
                .build();
        return command(owner, node, seq, wish);
    }

    public CommandResultObserved delete(DaemonSetRef owner, String node, PodRef... pods) {
        return execute(command(owner, node, ++commands, new DeletePods(List.of(pods))));
    }

    public CommandResultObserved adopt(DaemonSetRef owner, String node, PodRef pod) {
        return execute(command(owner, node, ++commands, new AdoptPod(pod, null)));
    }

    public CommandResultObserved release(DaemonSetRef owner, String node, PodRef pod) {
        return execute(command(owner, node, ++commands, new ReleasePod(pod)));
    }

    public static Command command(DaemonSetRef owner, String node, long seq, Object wish) {
        return Command.newBuilder()
                .setCommandId("0-" + node + "-" + seq)
                .setSlot(new SlotRef(owner, node))
                .setSlotSeq(seq)
                .setDecidedAt(START)
                .setJournal(new SourcePosition("journal", 0, seq))
                .setReason("TEST")
                .setWish(wish)
                .build();
    }

    public CommandResultObserved execute(Command command) {
        return actuator.execute(command, cluster.now()).getResult();
    }

    public Sim pass(Duration time) {
        cluster.advanceTo(cluster.now().plus(time));
        return this;
    }

    public Sim passMillis(long millis) {
        return pass(Duration.ofMillis(millis));
    }

    public void delete(DaemonSetRef ref, Propagation propagation) {
        cluster.api()
                .delete(
                        new ObjectKey(ObjectKind.DAEMON_SET, ref.getNamespace(), ref.getName()),
                        DeleteOptions.DEFAULT.with(propagation));
    }

    public Optional<ObjectNode> findPod(String name) {
        return cluster.api().find(podKey(name));
    }

    public ObjectNode pod(String name) {
        return findPod(name).orElseThrow();
    }

    public PodRef ref(String pod) {
        return new PodRef(pod, Meta.uid(pod(pod)));
    }

    public static ObjectKey podKey(String name) {
        return new ObjectKey(ObjectKind.POD, "default", name);
    }

    public String phase(String pod) {
        return pod(pod).path("status").path("phase").asText();
    }

    public boolean ready(String pod) {
        return Conditions.status(pod(pod), "Ready").equals("True");
    }

    public String waiting(String pod) {
        return pod(pod).at("/status/containerStatuses/0/state/waiting/reason").asText();
    }

    public String scheduling(String pod) {
        for (var condition : pod(pod).path("status").path("conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")) {
                return condition.path("message").asText();
            }
        }
        return "";
    }

    /** Everything that came out of the cluster so far. */
    public List<ClusterEvent> events() {
        events.addAll(cluster.drainEvents());
        return events;
    }

    /** What the events said about a pod, such as {@code MODIFIED Running ready}. */
    public List<String> story(String pod) {
        List<String> story = new ArrayList<>();
        for (ClusterEvent event : events()) {
            if (event.value() instanceof PodEvent value && value.getBody() instanceof PodChange change) {
                PodObserved seen = change.getProjection();
                if (seen.getName().equals(pod)) {
                    story.add(seen.getChange() + " " + seen.getPhase() + (seen.getReady() ? " ready" : "")
                            + (seen.getReason() == null ? "" : " " + seen.getReason())
                            + (seen.getDeletedAt() == null || seen.getChange() == ChangeType.DELETED
                                    ? ""
                                    : " terminating"));
                }
            }
        }
        return story;
    }
}
