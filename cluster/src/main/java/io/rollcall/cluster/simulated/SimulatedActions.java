package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.actuator.ActionResult;
import io.rollcall.cluster.actuator.ClusterActions;
import io.rollcall.cluster.actuator.PublishedObjects;
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
import io.rollcall.rules.model.LabelSelector;
import io.rollcall.rules.model.WellKnown;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The actuator's actions on a simulated cluster. For the thread of the cluster. */
public final class SimulatedActions implements ClusterActions {

    private final ObjectStore store;

    /** Acts on this cluster. */
    public SimulatedActions(SimulatedCluster cluster) {
        this.store = cluster.api();
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
            return new ActionResult.Failed(name, e.reason().text(), String.valueOf(e.getMessage()));
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
    public ActionResult adoptPod(DaemonSetRef owner, PodRef pod) {
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
                    ? done(found.get(), "AlreadyOwned")
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
        return done(store.change(key(owner.getNamespace(), pod), object -> addOwner(object, owner)), null);
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

    @Override
    public void publishRevision(Revision revision) {
        if (live(revision.getDaemonSet()).isEmpty()) {
            return;
        }
        ObjectNode wanted = PublishedObjects.controllerRevision(revision);
        ObjectKey key = ObjectKey.of(ObjectKind.CONTROLLER_REVISION, wanted);
        Optional<ObjectNode> present = store.find(key);
        if (present.isEmpty()) {
            store.create(ObjectKind.CONTROLLER_REVISION, wanted);
            return;
        }
        JsonNode controller = Meta.controller(present.get());
        String uid = revision.getDaemonSet().getUid();
        boolean ours = controller != null && controller.path("uid").asText("").equals(uid);
        // A name that is taken by other data is a collision, which is the controller's to solve (semantics 6.4).
        if ((controller == null || ours)
                && wanted.path("data").equals(present.get().path("data"))) {
            store.change(key, object -> {
                if (!ours) {
                    addOwner(object, revision.getDaemonSet());
                }
                object.put("revision", revision.getRevision());
            });
        }
    }

    @Override
    public void removeRevision(String daemonSetUid, String hash) {
        LabelSelector selector =
                new LabelSelector(new TreeMap<>(Map.of(WellKnown.REVISION_HASH_LABEL, hash)), List.of());
        for (ObjectNode revision : store.list(ObjectKind.CONTROLLER_REVISION, null, selector)) {
            JsonNode controller = Meta.controller(revision);
            if (controller != null && controller.path("uid").asText("").equals(daemonSetUid)) {
                store.delete(ObjectKey.of(ObjectKind.CONTROLLER_REVISION, revision), DeleteOptions.DEFAULT);
            }
        }
    }

    @Override
    public void publishStatus(Status status) {
        DaemonSetRef ref = status.getDaemonSet();
        ObjectKey key = new ObjectKey(ObjectKind.DAEMON_SET, ref.getNamespace(), ref.getName());
        Optional<ObjectNode> found = store.find(key);
        if (found.isPresent()) {
            StatusWriter.write(new StatusOf(key), found.get(), status);
        }
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

    private static void addOwner(ObjectNode object, DaemonSetRef owner) {
        ObjectNode metadata = Meta.of(object);
        ArrayNode owners = metadata.get("ownerReferences") instanceof ArrayNode present
                ? present
                : metadata.putArray("ownerReferences");
        owners.addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "DaemonSet")
                .put("name", owner.getName())
                .put("uid", owner.getUid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    private static ActionResult gone(PodRef pod) {
        return new ActionResult.Done(pod.getName(), null, null, ActionResult.NOT_FOUND);
    }

    private static ActionResult done(ObjectNode pod, @org.jspecify.annotations.Nullable String reason) {
        return new ActionResult.Done(Meta.name(pod), Meta.uid(pod), Meta.resourceVersion(pod), reason);
    }
}
