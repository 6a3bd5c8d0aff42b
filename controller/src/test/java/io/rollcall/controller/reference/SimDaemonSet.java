package io.rollcall.controller.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.model.IntOrPercent;
import io.rollcall.rules.model.PodTemplate;
import java.util.Map;

/** A DaemonSet; its selector is one label, {@code app=NAME} of the line of DaemonSets it belongs to. */
final class SimDaemonSet extends SimObject {

    /** The seven counters and the generation they are of (semantics 8.1). */
    record Status(
            long observedGeneration,
            int desired,
            int current,
            int misscheduled,
            int ready,
            int updated,
            int available) {

        static final Status NONE = new Status(0, 0, 0, 0, 0, 0, 0);
    }

    final String app;
    long generation = 1;
    boolean onDelete;
    String maxUnavailable = "1";
    String maxSurge = "0";
    int minReadySeconds;
    Status status = Status.NONE;
    private ObjectNode template;
    private Eligibility eligibility;

    SimDaemonSet(String name, String uid, String app, ObjectNode template) {
        super("DaemonSet", name, uid);
        this.app = app;
        this.template = template;
        this.eligibility = Eligibility.compile(PodTemplate.of(template));
    }

    @Override
    SimDaemonSet copy() {
        SimDaemonSet copy = into(new SimDaemonSet(name, uid, app, template));
        copy.eligibility = eligibility;
        copy.generation = generation;
        copy.onDelete = onDelete;
        copy.maxUnavailable = maxUnavailable;
        copy.maxSurge = maxSurge;
        copy.minReadySeconds = minReadySeconds;
        copy.status = status;
        return copy;
    }

    ObjectNode template() {
        return template;
    }

    void template(ObjectNode changed) {
        template = changed;
        eligibility = Eligibility.compile(PodTemplate.of(changed));
    }

    Eligibility eligibility() {
        return eligibility;
    }

    String image() {
        return template.at("/spec/containers/0/image").asText();
    }

    Owner asOwner() {
        return new Owner(name, uid);
    }

    boolean selects(Map<String, String> labels) {
        return app.equals(labels.get("app"));
    }

    /** Whether manage lets two pods live on a node. */
    boolean surges() {
        return !onDelete && IntOrPercent.parse(maxSurge).resolveUp(1) > 0;
    }

    @Override
    void write(ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("generation", generation);
        ObjectNode spec = object.putObject("spec");
        spec.putObject("selector").putObject("matchLabels").put("app", app);
        spec.set("template", template.deepCopy());
        ObjectNode strategy = spec.putObject("updateStrategy").put("type", onDelete ? "OnDelete" : "RollingUpdate");
        if (!onDelete) {
            strategy.putObject("rollingUpdate")
                    .put("maxUnavailable", maxUnavailable)
                    .put("maxSurge", maxSurge);
        }
        spec.put("minReadySeconds", minReadySeconds);
        spec.put("revisionHistoryLimit", 10);
        object.putObject("status")
                .put("observedGeneration", status.observedGeneration)
                .put("desiredNumberScheduled", status.desired)
                .put("currentNumberScheduled", status.current)
                .put("numberMisscheduled", status.misscheduled)
                .put("numberReady", status.ready)
                .put("updatedNumberScheduled", status.updated)
                .put("numberAvailable", status.available)
                .put("numberUnavailable", status.desired - status.available);
    }
}
