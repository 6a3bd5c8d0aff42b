package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.defaults.PodDefaults;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Pods: a new one is Pending, and its spec is completed as a template's is. */
final class PodRules implements KindRules {

    static final PodRules INSTANCE = new PodRules();

    private PodRules() {}

    @Override
    public ObjectNode read(ObjectNode wanted) {
        return wanted.deepCopy();
    }

    @Override
    public void beforeStatus(ObjectNode before, ObjectNode object) {
        // Kubelets write it, and know what they write.
    }

    @Override
    public void beforeCreate(ObjectNode object) {
        ObjectNode spec = Meta.child(object, "spec");
        PodDefaults.completePod(spec);
        completeByServer(spec);
        object.putObject("status").put("phase", "Pending").put("qosClass", qosClass(object.path("spec")));
        FieldErrors errors = new FieldErrors();
        Place pod = Place.of(object);
        Place name = pod.at("metadata").at("name");
        errors.invalidText(name, Syntax.subdomain(name.text()));
        if (pod.at("spec").at("containers").entries().isEmpty()) {
            errors.required(pod.at("spec").at("containers"));
        }
        KindRules.refuse(ObjectKind.POD, object, errors.list());
        KindRules.check(ObjectKind.POD, object);
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        KindRules.keepStatus(before, object);
        KindRules.check(ObjectKind.POD, object);
        String node = before.path("spec").path("nodeName").asText("");
        if (!node.isEmpty() && !node.equals(object.path("spec").path("nodeName").asText(""))) {
            FieldErrors errors = new FieldErrors();
            errors.forbidden(Place.of(object).at("spec").at("nodeName"), "a bound pod stays on its node");
            KindRules.refuse(ObjectKind.POD, object, errors.list());
        }
    }

    /** What a pod gets that a template does not: links to services, and the priority of pods without a class. */
    private static void completeByServer(ObjectNode spec) {
        if (!spec.hasNonNull("enableServiceLinks")) {
            spec.put("enableServiceLinks", true);
        }
        if (spec.path("priorityClassName").asText("").isEmpty() && !spec.hasNonNull("priority")) {
            spec.put("preemptionPolicy", "PreemptLowerPriority").put("priority", 0);
        }
    }

    /** Guaranteed when every container limits cpu and memory to what it requests, BestEffort when none says anything. */
    static String qosClass(JsonNode spec) {
        List<JsonNode> containers = new ArrayList<>();
        spec.path("initContainers").forEach(containers::add);
        spec.path("containers").forEach(containers::add);
        boolean nothing = true;
        boolean guaranteed = true;
        for (JsonNode container : containers) {
            JsonNode limits = container.path("resources").path("limits");
            JsonNode requests = container.path("resources").path("requests");
            nothing &= limits.isEmpty() && requests.isEmpty();
            for (String resource : List.of("cpu", "memory")) {
                guaranteed &= limits.hasNonNull(resource)
                        && limits.path(resource)
                                .asText()
                                .equals(requests.path(resource).asText());
            }
        }
        return nothing ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
