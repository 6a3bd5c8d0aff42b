package io.rollcall.rules.admission;

import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.LabelRules;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.SelectorRules;
import io.rollcall.rules.admission.pod.PodSpecRules;
import io.rollcall.rules.admission.pod.VolumeRules;
import java.util.List;

/** The spec of a DaemonSet: selector, template, times and strategy. */
final class SpecRules {

    static final String TEMPLATE_GENERATION = "spec.templateGeneration";

    private SpecRules() {}

    static void check(Place daemonSet, Place stored, FieldErrors errors) {
        Place spec = daemonSet.at("spec");
        Place template = spec.at("template");
        selector(spec.at("selector"), template.at("metadata").at("labels"), errors);
        template(template, errors);
        Place pod = template.at("spec");
        VolumeRules.readOnlyDisks(
                pod.at("volumes"), stored.at("spec").at("template").at("spec").at("volumes"), errors);
        if (!pod.at("restartPolicy").text().equals("Always")) {
            errors.notSupported(pod.at("restartPolicy"), List.of("Always"));
        }
        if (!pod.at("activeDeadlineSeconds").absent()) {
            errors.forbidden(pod.at("activeDeadlineSeconds"), "activeDeadlineSeconds in DaemonSet is not Supported");
        }
        errors.notNegative(spec.at("minReadySeconds"));
        long generation = DaemonSetAdmission.templateGeneration(daemonSet);
        if (generation < 0) {
            errors.invalid(TEMPLATE_GENERATION, String.valueOf(generation), "must be greater than or equal to 0");
        }
        StrategyRules.check(spec.at("updateStrategy"), errors);
        errors.notNegative(spec.at("revisionHistoryLimit"));
    }

    static void selector(Place selector, Place labels, FieldErrors errors) {
        FieldErrors found = new FieldErrors();
        SelectorRules.check(selector, found);
        errors.addAll(found);
        boolean selects = SelectorRules.usable(selector)
                .filter(usable -> !selector.absent() && usable.matches(labels.textMap()))
                .isPresent();
        // A selector with errors is refused for these alone; one that is well formed but of no use matches no labels.
        if (found.isEmpty() && !selects) {
            errors.invalid(labels.path(), GoText.stringMap(labels), "`selector` does not match template `labels`");
        }
        boolean empty = !selector.absent()
                && selector.at("matchLabels").keys().isEmpty()
                && selector.at("matchExpressions").entries().isEmpty();
        if (empty) {
            errors.invalid(selector.path(), GoText.labelSelector(selector), "empty selector is invalid for daemonset");
        }
    }

    /** Errors of a template's metadata leave {@code metadata} out of the path: so does an API server. */
    private static void template(Place template, FieldErrors errors) {
        Place metadata = template.at("metadata");
        LabelRules.check(metadata.at("labels").named(template.at("labels").path()), errors);
        MetadataRules.annotations(
                metadata.at("annotations").named(template.at("annotations").path()), errors);
        PodSpecRules.check(template.at("spec"), errors);
        Place ephemeral = template.at("spec").at("ephemeralContainers");
        if (!ephemeral.entries().isEmpty()) {
            errors.forbidden(ephemeral, "ephemeral containers not allowed in pod template");
        }
    }
}
