package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.model.WellKnown;
import org.jspecify.annotations.Nullable;

/** DaemonSets: defaults, generation and template generation, and what may not be (semantics 1.1, 1.5, 1.6). */
final class DaemonSetRules implements KindRules {

    static final DaemonSetRules INSTANCE = new DaemonSetRules();

    private DaemonSetRules() {}

    @Override
    public void beforeCreate(ObjectNode object) {
        DaemonSetDefaults.complete(object);
        check(object);
        Meta.of(object).put("generation", 1);
        Long given = templateGeneration(object);
        setTemplateGeneration(object, given == null ? 1 : Math.max(1, given));
        object.putObject("status")
                .put("currentNumberScheduled", 0)
                .put("numberMisscheduled", 0)
                .put("desiredNumberScheduled", 0)
                .put("numberReady", 0);
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        KindRules.keepStatus(before, object);
        DaemonSetDefaults.complete(object);
        check(object);
        if (!Meaning.same(
                before.path("spec").path("selector"), object.path("spec").path("selector"))) {
            throw ApiException.invalid(
                    ObjectKind.DAEMON_SET, Meta.name(object), "spec.selector: Invalid value: field is immutable");
        }
        boolean sameSpec = Meaning.same(before.path("spec"), object.path("spec"));
        boolean sameTemplate = Meaning.same(
                before.path("spec").path("template"), object.path("spec").path("template"));
        long generation = before.path("metadata").path("generation").asLong(0);
        Meta.of(object).put("generation", sameSpec ? generation : generation + 1);
        Long stored = templateGeneration(before);
        if (stored != null) {
            setTemplateGeneration(object, sameTemplate ? stored : stored + 1);
        }
    }

    private static void check(ObjectNode object) {
        KindRules.check(ObjectKind.DAEMON_SET, object);
        DaemonSetValidation.check(object);
    }

    private static @Nullable Long templateGeneration(ObjectNode object) {
        return WellKnown.templateGeneration(Meta.annotation(object, WellKnown.TEMPLATE_GENERATION_ANNOTATION));
    }

    private static void setTemplateGeneration(ObjectNode object, long generation) {
        Meta.child(Meta.of(object), "annotations")
                .put(WellKnown.TEMPLATE_GENERATION_ANNOTATION, Long.toString(generation));
    }
}
