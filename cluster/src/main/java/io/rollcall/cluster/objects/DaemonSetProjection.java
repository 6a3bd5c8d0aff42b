package io.rollcall.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.LabelSelectorRequirement;
import io.rollcall.events.UpdateStrategyType;
import io.rollcall.rules.model.IntOrPercent;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.WellKnown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What decisions read of a DaemonSet (semantics 1.1). */
final class DaemonSetProjection {

    private static final int DEFAULT_HISTORY = 10;

    private DaemonSetProjection() {}

    static DaemonSetObserved of(ChangeType change, ObjectNode object) {
        Field daemonSet = Field.of(object);
        Metadata metadata = Metadata.of(ObjectKind.DAEMON_SET, daemonSet);
        Field meta = daemonSet.at("metadata");
        Field spec = daemonSet.at("spec");
        Field rolling = spec.at("updateStrategy").at("rollingUpdate");
        Field collisions = daemonSet.at("status").at("collisionCount");
        UpdateStrategyType strategy = strategy(spec.at("updateStrategy").at("type"));
        String templateGeneration = meta.at("annotations")
                .at(WellKnown.TEMPLATE_GENERATION_ANNOTATION)
                .text();
        return DaemonSetObserved.newBuilder()
                .setChange(change)
                .setNamespace(metadata.namespace())
                .setName(metadata.name())
                .setUid(metadata.uid())
                .setResourceVersion(metadata.resourceVersion())
                .setGeneration(meta.at("generation").number(0))
                .setTemplateGeneration(WellKnown.templateGeneration(templateGeneration))
                .setDeletedAt(meta.at("deletionTimestamp").time())
                .setAnnotations(meta.at("annotations").textMap())
                .setSelector(selector(spec.at("selector")))
                .setTemplate(template(spec.at("template")))
                .setStrategy(strategy)
                .setMaxUnavailable(budget(strategy, rolling.at("maxUnavailable")))
                .setMaxSurge(budget(strategy, rolling.at("maxSurge")))
                .setMinReadySeconds(spec.at("minReadySeconds").count(0))
                .setRevisionHistoryLimit(spec.at("revisionHistoryLimit").count(DEFAULT_HISTORY))
                .setCollisionCount(collisions.absent() ? null : Integer.valueOf(collisions.count(0)))
                .build();
    }

    private static LabelSelector selector(Field selector) {
        List<LabelSelectorRequirement> requirements = new ArrayList<>();
        for (Field requirement : selector.at("matchExpressions").entries()) {
            requirements.add(LabelSelectorRequirement.newBuilder()
                    .setKey(requirement.at("key").requiredText())
                    .setOperator(requirement.at("operator").requiredText())
                    .setValues(requirement.at("values").texts())
                    .build());
        }
        return LabelSelector.newBuilder()
                .setMatchLabels(selector.at("matchLabels").textMap())
                .setMatchExpressions(requirements)
                .build();
    }

    private static String template(Field template) {
        if (template.absent()) {
            throw new InvalidObjectException(
                    template.path(), "is missing; a DaemonSet says there what its pods are like");
        }
        try {
            return PodTemplate.of(template.node()).json();
        } catch (InvalidTemplateException e) {
            throw new InvalidObjectException(template.path(), String.valueOf(e.getMessage()));
        }
    }

    private static UpdateStrategyType strategy(Field type) {
        String text = type.text("RollingUpdate");
        return switch (text) {
            case "RollingUpdate" -> UpdateStrategyType.ROLLING_UPDATE;
            case "OnDelete" -> UpdateStrategyType.ON_DELETE;
            default ->
                throw new InvalidObjectException(
                        type.path(), "must be RollingUpdate or OnDelete, found \"" + text + "\"");
        };
    }

    /** With OnDelete budgets count nowhere, and an API server lets any text pass. */
    private static @Nullable String budget(UpdateStrategyType strategy, Field value) {
        return strategy == UpdateStrategyType.ON_DELETE ? null : intOrPercent(value);
    }

    private static @Nullable String intOrPercent(Field value) {
        if (value.absent()) {
            return null;
        }
        String text = value.node().isIntegralNumber() ? value.node().asText() : value.requiredText();
        try {
            return IntOrPercent.parse(text).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidObjectException(
                    value.path(), "must be a number from 0 or a percentage such as 10%, found \"" + text + "\"");
        }
    }
}
