package io.rollcall.rules.model;

import org.jspecify.annotations.Nullable;

/**
 * What rules read of a DaemonSet.
 *
 * @param selector spec.selector
 * @param template spec.template
 * @param strategy spec.updateStrategy
 * @param minReadySeconds how long a pod must be Ready to count as available, seconds
 * @param revisionHistoryLimit how many old revisions are kept
 * @param generation metadata.generation
 * @param templateGeneration the annotation of {@link WellKnown#TEMPLATE_GENERATION_ANNOTATION}; null when absent or unreadable
 */
public record DaemonSetSpec(
        LabelSelector selector,
        PodTemplate template,
        UpdateStrategy strategy,
        int minReadySeconds,
        int revisionHistoryLimit,
        long generation,
        @Nullable Long templateGeneration) {

    /**
     * Whether the selector selects pods of the template, and not simply everything. Otherwise the controller must rest: a pod that it
     * creates and does not select would be released and created again for ever (semantics 4.1).
     */
    public boolean selectsItsPods() {
        return !selector.isEmpty() && selector.matches(template.labels());
    }
}
