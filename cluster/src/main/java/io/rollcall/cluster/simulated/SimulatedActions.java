package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.actuator.ActionResult;
import io.rollcall.cluster.actuator.ClusterActions;
import io.rollcall.cluster.actuator.StatusWriter;
import io.rollcall.cluster.objects.ObjectEvents;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.PodRef;
import io.rollcall.events.Revision;
import io.rollcall.events.Status;
import io.rollcall.rules.model.WellKnown;
import io.rollcall.rules.wish.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The actuator's actions on a simulated cluster. For the thread of the cluster. */
public final class SimulatedActions implements ClusterActions {

    private final ObjectStore store;
    private final SimulatedRevisions revisions;

    private final CountedStatuses statuses = new CountedStatuses();

    /** Acts on this cluster. */
    public SimulatedActions(SimulatedCluster cluster) {
        this.store = cluster.api();
        this.revisions = new SimulatedRevisions(store);
        store.listen(statuses);
    }

    @Override
    public boolean isLive(DaemonSetRef daemonSet) {
        return live(daemonSet).isPresent();
    }

    @Override
    public ActionResult createPod(DaemonSetRef owner, String node, String nodeUid, ObjectNode pod) {
        String name = Meta.name(pod);
        ObjectKey key = ObjectKey.of(ObjectKind.POD, pod);
        Optional<ObjectNode> present = store.find(key);
        if (present.isPresent()) {
            String command = Meta.annotation(pod, ObjectEvents.COMMAND_ANNOTATION);
            boolean same = Objects.equals(command, Meta.annotation(present.get(), ObjectEvents.COMMAND_ANNOTATION));
            return same
                    ? done(present.get(), "AlreadyExists")
                    : new ActionResult.Failed(
                            name, "AlreadyExists", "pod " + key.text() + " is there, made by another command");
        }
        if (live(owner).isEmpty()) {
            return new ActionResult.Failed(
                    name,
                    ActionResult.DAEMON_SET_GONE,
                    "DaemonSet " + owner.getNamespace() + "/" + owner.getName() + " with UID " + owner.getUid()
                            + " is gone or being deleted");
        }
        Optional<ObjectNode> found = store.find(ObjectKey.node(node));
        if (!nodeUid.isEmpty() && found.filter(n -> Meta.uid(n).equals(nodeUid)).isEmpty()) {
            return new ActionResult.Failed(
                    name, ActionResult.NODE_GONE, "node " + node + " with UID " + nodeUid + " is gone");
        }
        try {
            return done(store.create(ObjectKind.POD, pod), null);
        } catch (ApiException e) {
            String reason = e.namespaceTerminating()
                    ? Refusal.NAMESPACE_TERMINATING.reason()
                    : e.reason().text();
            return new ActionResult.Failed(name, reason, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ActionResult deletePod(String namespace, PodRef pod) {
        Optional<ObjectNode> found = find(namespace, pod);
        if (found.isEmpty()) {
            return gone(pod);
        }
        ObjectKey key = key(namespace, pod);
        store.delete(key, DeleteOptions.DEFAULT.onlyUid(pod.getUid()));
        String version = store.find(key).map(Meta::resourceVersion).orElse(null);
        return new ActionResult.Done(pod.getName(), pod.getUid(), version, null);
    }

    @Override
    public ActionResult adoptPod(DaemonSetRef owner, PodRef pod, @Nullable String revisionHash) {
        Optional<ObjectNode> found = find(owner.getNamespace(), pod);
        if (found.isEmpty()) {
            return gone(pod);
        }
        if (live(owner).isEmpty()) {
            return new ActionResult.Failed(
                    pod.getName(),
                    ActionResult.DAEMON_SET_GONE,
                    "DaemonSet " + owner.getNamespace() + "/" + owner.getName() + " is gone or being deleted");
        }
        JsonNode controller = Meta.controller(found.get());
        if (controller != null) {
            return controller.path("uid").asText("").equals(owner.getUid())
                    ? done(labelled(key(owner.getNamespace(), pod), found.get(), revisionHash), "AlreadyOwned")
                    : new ActionResult.Failed(
                            pod.getName(),
                            "Invalid",
                            "pod " + pod.getName() + " is controlled by "
                                    + controller.path("kind").asText("") + " "
                                    + controller.path("name").asText(""));
        }
        if (Meta.terminating(found.get())) {
            return new ActionResult.Failed(pod.getName(), "Conflict", "pod " + pod.getName() + " is being deleted");
        }
        ObjectKey key = key(owner.getNamespace(), pod);
        ObjectNode adopted = store.change(key, object -> Owners.add(object, owner));
        return done(labelled(key, adopted, revisionHash), null);
    }

    @Override
    public ActionResult releasePod(DaemonSetRef owner, PodRef pod) {
        Optional<ObjectNode> found = find(owner.getNamespace(), pod);
        if (found.isEmpty()) {
            return gone(pod);
        }
        ObjectKey key = key(owner.getNamespace(), pod);
        return done(store.change(key, object -> Meta.removeOwner(object, owner.getUid())), null);
    }

    private ObjectNode labelled(ObjectKey key, ObjectNode pod, @Nullable String revisionHash) {
        if (revisionHash == null || revisionHash.equals(Meta.labels(pod).get(WellKnown.REVISION_HASH_LABEL))) {
            return pod;
        }
        return store.change(
                key, object -> Meta.child(Meta.of(object), "labels").put(WellKnown.REVISION_HASH_LABEL, revisionHash));
    }

    @Override
    public void publishRevision(Revision revision) {
        live(revision.getDaemonSet()).ifPresent(daemonSet -> revisions.publish(daemonSet, revision));
    }

    @Override
    public void removeRevision(String daemonSetUid, String hash) {
        revisions.remove(daemonSetUid, hash);
    }

    @Override
    public void publishStatus(Status status) {
        DaemonSetRef ref = status.getDaemonSet();
        ObjectKey key = new ObjectKey(ObjectKind.DAEMON_SET, ref.getNamespace(), ref.getName());
        Optional<ObjectNode> found = store.find(key);
        if (found.isPresent()) {
            if (Meta.uid(found.get()).equals(ref.getUid())) {
                statuses.counted(status);
            }
            StatusWriter.write(new StatusOf(key), found.get(), status);
        }
    }

    /** The statuses as they were published of those DaemonSets whose status somebody has written since this was asked last. */
    public List<Status> statusesWrittenOver() {
        return statuses.changed();
    }

    /** The status of one of the store's DaemonSets. */
    private final class StatusOf implements StatusWriter.Target {
        private final ObjectKey key;

        StatusOf(ObjectKey key) {
            this.key = key;
        }

        @Override
        public Optional<ObjectNode> read() {
            return store.find(key);
        }

        @Override
        public void updateStatus(ObjectNode object) {
            store.updateStatus(ObjectKind.DAEMON_SET, object);
        }
    }

    private Optional<ObjectNode> live(DaemonSetRef ref) {
        return store.find(new ObjectKey(ObjectKind.DAEMON_SET, ref.getNamespace(), ref.getName()))
                .filter(found -> Meta.uid(found).equals(ref.getUid()) && !Meta.terminating(found));
    }

    private Optional<ObjectNode> find(String namespace, PodRef pod) {
        return store.find(key(namespace, pod)).filter(found -> Meta.uid(found).equals(pod.getUid()));
    }

    private static ObjectKey key(String namespace, PodRef pod) {
        return new ObjectKey(ObjectKind.POD, namespace, pod.getName());
    }

    private static ActionResult gone(PodRef pod) {
        return new ActionResult.Done(pod.getName(), null, null, ActionResult.NOT_FOUND);
    }

    private static ActionResult done(ObjectNode pod, @Nullable String reason) {
        return new ActionResult.Done(Meta.name(pod), Meta.uid(pod), Meta.resourceVersion(pod), reason);
    }
}
