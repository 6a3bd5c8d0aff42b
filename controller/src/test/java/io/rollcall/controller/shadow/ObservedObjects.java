package io.rollcall.controller.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.LabelSelectorRequirement;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.RevisionObserved;
import io.rollcall.events.Taint;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.pod.TargetNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Kubernetes objects as the journal carries them, for tests that read recorded histories. */
final class ObservedObjects {

    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private ObservedObjects() {}

    static NodeObserved node(JsonNode node, ChangeType change) {
        JsonNode metadata = node.path("metadata");
        List<Taint> taints = new ArrayList<>();
        for (JsonNode taint : node.path("spec").path("taints")) {
            taints.add(new Taint(text(taint, "key"), text(taint, "value"), text(taint, "effect")));
        }
        return NodeObserved.newBuilder()
                .setChange(change)
                .setName(text(metadata, "name"))
                .setUid(text(metadata, "uid"))
                .setResourceVersion(text(metadata, "resourceVersion"))
                .setLabels(texts(metadata.path("labels")))
                .setTaints(taints)
                .setUnschedulable(node.path("spec").path("unschedulable").asBoolean())
                .setReady(isReady(node))
                .build();
    }

    static PodObserved pod(JsonNode pod, ChangeType change) {
        JsonNode metadata = pod.path("metadata");
        JsonNode ready = condition(pod);
        return PodObserved.newBuilder()
                .setChange(change)
                .setNamespace(text(metadata, "namespace"))
                .setName(text(metadata, "name"))
                .setUid(text(metadata, "uid"))
                .setResourceVersion(text(metadata, "resourceVersion"))
                .setLabels(texts(metadata.path("labels")))
                .setController(controller(metadata))
                .setNodeName(pod.path("spec").path("nodeName").textValue())
                .setTargetNode(TargetNode.of(pod))
                .setPhase(pod.path("status").path("phase").asText("Pending"))
                .setReady(isReady(pod))
                .setReadySince(time(ready, "lastTransitionTime"))
                .setCreatedAt(time(metadata, "creationTimestamp"))
                .setDeletedAt(time(metadata, "deletionTimestamp"))
                .build();
    }

    static DaemonSetObserved daemonSet(JsonNode daemonSet, ChangeType change) {
        JsonNode metadata = daemonSet.path("metadata");
        JsonNode spec = daemonSet.path("spec");
        JsonNode strategy = spec.path("updateStrategy");
        JsonNode rolling = strategy.path("rollingUpdate");
        String generation =
                metadata.path("annotations").path(TEMPLATE_GENERATION).textValue();
        return DaemonSetObserved.newBuilder()
                .setChange(change)
                .setNamespace(text(metadata, "namespace"))
                .setName(text(metadata, "name"))
                .setUid(text(metadata, "uid"))
                .setResourceVersion(text(metadata, "resourceVersion"))
                .setGeneration(metadata.path("generation").longValue())
                .setTemplateGeneration(generation == null ? null : Long.valueOf(generation))
                .setDeletedAt(time(metadata, "deletionTimestamp"))
                .setAnnotations(texts(metadata.path("annotations")))
                .setSelector(selector(spec.path("selector")))
                .setTemplate(spec.path("template").toString())
                .setStrategy(
                        strategy.path("type").asText().equals("OnDelete")
                                ? UpdateStrategyType.ON_DELETE
                                : UpdateStrategyType.ROLLING_UPDATE)
                .setMaxUnavailable(
                        rolling.has("maxUnavailable")
                                ? rolling.get("maxUnavailable").asText()
                                : null)
                .setMaxSurge(rolling.has("maxSurge") ? rolling.get("maxSurge").asText() : null)
                .setMinReadySeconds(spec.path("minReadySeconds").intValue())
                .setRevisionHistoryLimit(spec.path("revisionHistoryLimit").asInt(10))
                .build();
    }

    static RevisionObserved revision(JsonNode revision, ChangeType change) {
        JsonNode metadata = revision.path("metadata");
        com.fasterxml.jackson.databind.node.ObjectNode template =
                revision.path("data").path("spec").path("template").deepCopy();
        template.remove("$patch");
        return RevisionObserved.newBuilder()
                .setChange(change)
                .setNamespace(text(metadata, "namespace"))
                .setName(text(metadata, "name"))
                .setUid(text(metadata, "uid"))
                .setResourceVersion(text(metadata, "resourceVersion"))
                .setLabels(texts(metadata.path("labels")))
                .setController(controller(metadata))
                .setRevision(revision.path("revision").longValue())
                .setHash(
                        metadata.path("labels").path("controller-revision-hash").textValue())
                .setTemplate(template.toString())
                .build();
    }

    static boolean isReady(JsonNode object) {
        return condition(object).path("status").asText().equals("True");
    }

    private static JsonNode condition(JsonNode object) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static @Nullable OwnerReference controller(JsonNode metadata) {
        for (JsonNode owner : metadata.path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return new OwnerReference(
                        text(owner, "apiVersion"), text(owner, "kind"), text(owner, "name"), text(owner, "uid"));
            }
        }
        return null;
    }

    private static LabelSelector selector(JsonNode selector) {
        List<LabelSelectorRequirement> requirements = new ArrayList<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.textValue()));
            requirements.add(
                    new LabelSelectorRequirement(text(expression, "key"), text(expression, "operator"), values));
        }
        return new LabelSelector(texts(selector.path("matchLabels")), requirements);
    }

    private static @Nullable Instant time(JsonNode object, String field) {
        String text = object.path(field).textValue();
        return text == null ? null : Instant.parse(text);
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }
}
