package io.rollcall.rules.model;

import org.jspecify.annotations.Nullable;

/** Labels and annotations of Kubernetes that rules read and write. */
public final class WellKnown {

    /** Label of pods and ControllerRevisions: the hash of the template. */
    public static final String REVISION_HASH_LABEL = "controller-revision-hash";

    /** Label of pods: the template generation of the old beta API. */
    public static final String TEMPLATE_GENERATION_LABEL = "pod-template-generation";

    /** Annotation of a DaemonSet: where the template generation lives on in apps/v1 (semantics 1.1). */
    public static final String TEMPLATE_GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";

    /** The one field that matchFields knows. */
    public static final String NODE_NAME_FIELD = "metadata.name";

    private WellKnown() {}

    /** The template generation in an annotation's text; null when it is absent or no 64-bit integer (semantics 1.1). */
    public static @Nullable Long templateGeneration(@Nullable String annotation) {
        return annotation != null && Int64Text.isNumber(annotation) ? Long.valueOf(Int64Text.value(annotation)) : null;
    }
}
