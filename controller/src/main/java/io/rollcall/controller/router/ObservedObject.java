package io.rollcall.controller.router;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.RevisionObserved;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What the four kinds of projections have in common, as the Router reads them. */
sealed interface ObservedObject {

    /** Kind of the object. */
    ResourceKind kind();

    /** metadata.namespace; empty for nodes. */
    String namespace();

    /** metadata.name. */
    String name();

    /** metadata.uid. */
    String uid();

    /** metadata.resourceVersion; empty when the source knows none. */
    String resourceVersion();

    /** What the source saw happen. */
    ChangeType change();

    /** Who has to hear of it; empty when it is none of Rollcall's business. */
    Optional<Destination> destination();

    /** The same facts with another change and resourceVersion. */
    ObservedObject as(ChangeType change, String resourceVersion);

    /** The projection itself: a member of the unions of JournalRecord and RoutedObject. */
    SpecificRecord projection();

    /** The key under which events of this object are written. */
    default String key() {
        return namespace().isEmpty() ? name() : namespace() + "/" + name();
    }

    /** Whether both projections say the same: every field but {@code change} and {@code resourceVersion} is equal. */
    default boolean sameFacts(ObservedObject other) {
        SpecificRecord mine = projection();
        SpecificRecord theirs = other.projection();
        if (!mine.getSchema().equals(theirs.getSchema())) {
            return false;
        }
        for (Schema.Field field : mine.getSchema().getFields()) {
            boolean fact = !field.name().equals("change") && !field.name().equals("resourceVersion");
            if (fact && !Objects.equals(mine.get(field.pos()), theirs.get(field.pos()))) {
                return false;
            }
        }
        return true;
    }

    /** Wraps a projection. */
    static ObservedObject of(Object projection) {
        return switch (projection) {
            case NodeObserved node -> new Node(node);
            case PodObserved pod -> new Pod(pod);
            case DaemonSetObserved daemonSet -> new DaemonSet(daemonSet);
            case RevisionObserved revision -> new Revision(revision);
            default -> throw new IllegalArgumentException("no projection of an object: " + projection.getClass());
        };
    }

    /** Where a pod with this controller goes: to everybody when it has none, since anybody may adopt it. */
    private static Optional<Destination> ofControlled(@Nullable OwnerReference controller) {
        if (controller == null) {
            return Optional.of(new Destination.Everywhere());
        }
        boolean apps = controller.getApiVersion().isEmpty()
                || controller.getApiVersion().startsWith("apps/")
                || controller.getApiVersion().startsWith("extensions/");
        return apps && controller.getKind().equals("DaemonSet")
                ? Optional.of(new Destination.OwnerPartition(controller.getUid()))
                : Optional.empty();
    }

    /** A node: eligibility for every DaemonSet may hang on it. */
    record Node(NodeObserved projection) implements ObservedObject {
        @Override
        public ResourceKind kind() {
            return ResourceKind.NODE;
        }

        @Override
        public String namespace() {
            return "";
        }

        @Override
        public String name() {
            return projection.getName();
        }

        @Override
        public String uid() {
            return projection.getUid();
        }

        @Override
        public String resourceVersion() {
            return projection.getResourceVersion();
        }

        @Override
        public ChangeType change() {
            return projection.getChange();
        }

        @Override
        public Optional<Destination> destination() {
            return Optional.of(new Destination.Everywhere());
        }

        @Override
        public ObservedObject as(ChangeType change, String resourceVersion) {
            return new Node(NodeObserved.newBuilder(projection)
                    .setChange(change)
                    .setResourceVersion(resourceVersion)
                    .build());
        }
    }

    /** A pod. */
    record Pod(PodObserved projection) implements ObservedObject {
        @Override
        public ResourceKind kind() {
            return ResourceKind.POD;
        }

        @Override
        public String namespace() {
            return projection.getNamespace();
        }

        @Override
        public String name() {
            return projection.getName();
        }

        @Override
        public String uid() {
            return projection.getUid();
        }

        @Override
        public String resourceVersion() {
            return projection.getResourceVersion();
        }

        @Override
        public ChangeType change() {
            return projection.getChange();
        }

        @Override
        public Optional<Destination> destination() {
            return ofControlled(projection.getController());
        }

        @Override
        public ObservedObject as(ChangeType change, String resourceVersion) {
            return new Pod(PodObserved.newBuilder(projection)
                    .setChange(change)
                    .setResourceVersion(resourceVersion)
                    .build());
        }
    }

    /** A DaemonSet: its own UID is the owner. */
    record DaemonSet(DaemonSetObserved projection) implements ObservedObject {
        @Override
        public ResourceKind kind() {
            return ResourceKind.DAEMON_SET;
        }

        @Override
        public String namespace() {
            return projection.getNamespace();
        }

        @Override
        public String name() {
            return projection.getName();
        }

        @Override
        public String uid() {
            return projection.getUid();
        }

        @Override
        public String resourceVersion() {
            return projection.getResourceVersion();
        }

        @Override
        public ChangeType change() {
            return projection.getChange();
        }

        @Override
        public Optional<Destination> destination() {
            return Optional.of(new Destination.OwnerPartition(projection.getUid()));
        }

        @Override
        public ObservedObject as(ChangeType change, String resourceVersion) {
            return new DaemonSet(DaemonSetObserved.newBuilder(projection)
                    .setChange(change)
                    .setResourceVersion(resourceVersion)
                    .build());
        }
    }

    /** A ControllerRevision: whoever owns it, its name is taken for everybody. */
    record Revision(RevisionObserved projection) implements ObservedObject {
        @Override
        public ResourceKind kind() {
            return ResourceKind.CONTROLLER_REVISION;
        }

        @Override
        public String namespace() {
            return projection.getNamespace();
        }

        @Override
        public String name() {
            return projection.getName();
        }

        @Override
        public String uid() {
            return projection.getUid();
        }

        @Override
        public String resourceVersion() {
            return projection.getResourceVersion();
        }

        @Override
        public ChangeType change() {
            return projection.getChange();
        }

        @Override
        public Optional<Destination> destination() {
            return Optional.of(new Destination.Everywhere());
        }

        @Override
        public ObservedObject as(ChangeType change, String resourceVersion) {
            return new Revision(RevisionObserved.newBuilder(projection)
                    .setChange(change)
                    .setResourceVersion(resourceVersion)
                    .build());
        }
    }
}
