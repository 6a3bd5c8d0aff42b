package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.model.WellKnown;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A pod. */
final class SimPod extends SimObject {

    /** Who survives where there are too many (semantics 4.4.1). */
    static final Comparator<SimPod> SURVIVORS = Comparator.comparing((SimPod pod) -> pod.node == null)
            .thenComparing(pod -> pod.created / Agenda.millis(1000))
            .thenComparing(pod -> pod.name);

    final String image;
    /** Where its template lets it run: what the scheduler asks. */
    final Eligibility eligibility;

    @Nullable
    Owner owner;

    @Nullable
    String target;

    @Nullable
    String node;

    String phase = "Pending";
    boolean started;
    boolean ready;
    long readySince;
    long graceSeconds;

    SimPod(String name, String uid, String image, Eligibility eligibility) {
        super("Pod", name, uid);
        this.image = image;
        this.eligibility = eligibility;
    }

    @Override
    SimPod copy() {
        SimPod copy = into(new SimPod(name, uid, image, eligibility));
        copy.owner = owner;
        copy.target = target;
        copy.node = node;
        copy.phase = phase;
        copy.started = started;
        copy.ready = ready;
        copy.readySince = readySince;
        copy.graceSeconds = graceSeconds;
        return copy;
    }

    boolean failed() {
        return phase.equals("Failed");
    }

    boolean terminal() {
        return failed() || phase.equals("Succeeded");
    }

    @Nullable
    String hash() {
        return labels.get(WellKnown.REVISION_HASH_LABEL);
    }

    boolean ownedBy(String uid) {
        return owner != null && owner.uid().equals(uid);
    }

    /** The node it is on or meant for; empty for none. */
    String place() {
        return node != null ? node : target != null ? target : "";
    }

    /** Whether it is Ready and has been for so long; times of conditions are whole seconds. */
    boolean available(long minReadySeconds, long now) {
        long since = readySince / Agenda.millis(1000) * Agenda.millis(1000);
        return ready && (minReadySeconds == 0 || since + Agenda.millis(1000 * minReadySeconds) < now);
    }

    @Override
    void write(ObjectNode object) {
        own(object, owner);
        if (deletedAt != null) {
            ((ObjectNode) object.path("metadata")).put("deletionGracePeriodSeconds", graceSeconds);
        }
        ObjectNode spec = object.putObject("spec");
        if (node != null) {
            spec.put("nodeName", node);
        }
        if (target != null) {
            ObjectNode field = spec.putObject("affinity")
                    .putObject("nodeAffinity")
                    .putObject("requiredDuringSchedulingIgnoredDuringExecution")
                    .putArray("nodeSelectorTerms")
                    .addObject()
                    .putArray("matchFields")
                    .addObject();
            field.put("key", "metadata.name")
                    .put("operator", "In")
                    .putArray("values")
                    .add(target);
        }
        spec.put("terminationGracePeriodSeconds", 30);
        spec.putArray("containers").addObject().put("name", "c").put("image", image);
        ObjectNode status = object.putObject("status");
        status.put("phase", phase);
        if (started) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "Ready")
                    .put("status", ready ? "True" : "False")
                    .put("lastTransitionTime", seconds(readySince));
        }
    }
}
