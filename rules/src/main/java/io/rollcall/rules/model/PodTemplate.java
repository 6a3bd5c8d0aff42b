package io.rollcall.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * spec.template of a DaemonSet: lossless JSON beside the fields that decisions read. Immutable and safe for threads.
 *
 * <p>Two templates are equal when their canonical texts are, fields that are null left out: an API server that stops writing
 * {@code creationTimestamp: null} must not restart every pod (semantics 1.1).
 */
public final class PodTemplate {

    private final ObjectNode tree;
    private final String json;
    private final String identity;
    private final SortedMap<String, String> labels;
    private final @Nullable String nodeName;
    private final SortedMap<String, String> nodeSelector;
    private final Optional<NodeSelector> requiredAffinity;
    private final List<Toleration> tolerations;
    private final boolean hostNetwork;

    private PodTemplate(ObjectNode tree) {
        this.tree = tree;
        this.json = CanonicalJson.write(tree);
        String withoutNulls = CanonicalJson.writeWithoutNulls(tree);
        this.identity = withoutNulls.equals(json) ? json : withoutNulls;
        TemplateField spec = TemplateField.root(tree).field("spec");
        this.labels = TemplateField.root(tree).field("metadata").field("labels").textMap();
        String name = spec.field("nodeName").text();
        this.nodeName = name.isEmpty() ? null : name;
        this.nodeSelector = spec.field("nodeSelector").textMap();
        this.requiredAffinity = spec.field("affinity")
                .field("nodeAffinity")
                .field("requiredDuringSchedulingIgnoredDuringExecution")
                .nodeSelector();
        this.tolerations = spec.field("tolerations").tolerations();
        this.hostNetwork = spec.field("hostNetwork").flag();
    }

    /**
     * Reads a pod template.
     *
     * @throws InvalidTemplateException when it is no JSON object or a field that decisions read has the wrong type
     */
    public static PodTemplate parse(String json) {
        JsonNode read;
        try {
            read = CanonicalJson.read(json);
        } catch (IllegalArgumentException e) {
            throw new InvalidTemplateException("the pod template is " + e.getMessage());
        }
        return of(read);
    }

    /**
     * Takes a pod template from a tree, which is copied.
     *
     * @throws InvalidTemplateException as {@link #parse}
     */
    public static PodTemplate of(JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            throw new InvalidTemplateException("the pod template must be an object, found "
                    + tree.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return new PodTemplate(object.deepCopy());
    }

    /** The whole template as canonical text: keys sorted, compact, nulls kept. */
    public String json() {
        return json;
    }

    /** The text by which templates are equal and hashed: as {@link #json} without nulls. */
    public String identity() {
        return identity;
    }

    /** A copy of the whole template, the caller's to change. */
    public ObjectNode tree() {
        return tree.deepCopy();
    }

    /** metadata.labels. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** spec.nodeName; null when absent or empty. */
    public @Nullable String nodeName() {
        return nodeName;
    }

    /** spec.nodeSelector, empty when absent: both restrict nothing. */
    public SortedMap<String, String> nodeSelector() {
        return nodeSelector;
    }

    /** The required node affinity; empty when absent, which is not the same as one without terms. */
    public Optional<NodeSelector> requiredAffinity() {
        return requiredAffinity;
    }

    /** spec.tolerations as written, without the automatic ones. */
    public List<Toleration> tolerations() {
        return tolerations;
    }

    /** spec.hostNetwork. */
    public boolean hostNetwork() {
        return hostNetwork;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PodTemplate that && identity.equals(that.identity);
    }

    @Override
    public int hashCode() {
        return identity.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
