package io.rollcall.rules.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.eligibility.AutomaticTolerations;
import io.rollcall.rules.model.DaemonSetIdentity;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.WellKnown;
import org.jspecify.annotations.Nullable;

/** Makes the pod of a slot from the template (semantics 3.1, 3.2). */
public final class PodComposer {

    private PodComposer() {}

    /**
     * The pod to create. The template stays as it is; the DaemonSet's annotations are not copied.
     *
     * @param hash hash of the revision; empty leaves the label out
     * @param templateGeneration the DaemonSet's annotation; null leaves the label out
     * @throws InvalidTemplateException when the pod would have no labels, so that nobody could find it again
     */
    public static ObjectNode compose(
            DaemonSetIdentity owner,
            PodTemplate template,
            String hash,
            @Nullable Long templateGeneration,
            String node,
            String podName,
            Placement placement) {
        ObjectNode source = template.tree();
        ObjectNode spec = objectAt(source, "spec");
        AutomaticTolerations.mergeInto(spec, template.hostNetwork());
        switch (placement) {
            case BIND -> spec.put("nodeName", node);
            case PIN -> pin(spec, node);
        }

        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.set("metadata", metadata(owner, source, hash, templateGeneration, podName));
        pod.set("spec", spec);
        return pod;
    }

    private static ObjectNode metadata(
            DaemonSetIdentity owner,
            ObjectNode source,
            String hash,
            @Nullable Long templateGeneration,
            String podName) {
        ObjectNode given = objectAt(source, "metadata");
        ObjectNode labels = objectAt(given, "labels");
        if (!hash.isEmpty()) {
            labels.put(WellKnown.REVISION_HASH_LABEL, hash);
        }
        if (templateGeneration != null) {
            labels.put(WellKnown.TEMPLATE_GENERATION_LABEL, templateGeneration.toString());
        }
        if (labels.isEmpty()) {
            throw new InvalidTemplateException("unable to create pods for DaemonSet " + owner.namespace() + "/"
                    + owner.name() + ": spec.template.metadata.labels is empty");
        }
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("name", podName).put("namespace", owner.namespace());
        metadata.set("labels", labels);
        copyIfPresent(given, "annotations", metadata);
        copyIfPresent(given, "finalizers", metadata);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "DaemonSet")
                .put("name", owner.name())
                .put("uid", owner.uid())
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return metadata;
    }

    /** Replaces all required terms: terms are alternatives, so an added one would let the pod go elsewhere. */
    private static void pin(ObjectNode spec, String node) {
        ObjectNode required = JsonNodeFactory.instance.objectNode();
        required.putArray("nodeSelectorTerms")
                .addObject()
                .putArray("matchFields")
                .addObject()
                .put("key", WellKnown.NODE_NAME_FIELD)
                .put("operator", "In")
                .putArray("values")
                .add(node);
        objectAt(objectAt(spec, "affinity"), "nodeAffinity").set(TargetNode.REQUIRED, required);
    }

    private static void copyIfPresent(ObjectNode from, String field, ObjectNode to) {
        JsonNode value = from.get(field);
        if (value != null && !value.isNull() && !value.isEmpty()) {
            to.set(field, value);
        }
    }

    /** The object in a field; makes an empty one where nothing is. */
    private static ObjectNode objectAt(ObjectNode parent, String field) {
        JsonNode present = parent.get(field);
        return present instanceof ObjectNode object ? object : parent.putObject(field);
    }
}
