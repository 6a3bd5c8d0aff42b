package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.DaemonSetAdmission;
import io.rollcall.rules.admission.Meaning;
import io.rollcall.rules.admission.defaults.DaemonSetDefaults;
import io.rollcall.rules.admission.schema.ObjectType;
import io.rollcall.rules.model.WellKnown;
import org.jspecify.annotations.Nullable;

/** DaemonSets: defaults, generation and template generation, and what may not be (semantics 1.1, 1.5, 1.6). */
final class DaemonSetRules implements KindRules {

    static final DaemonSetRules INSTANCE = new DaemonSetRules();

    private DaemonSetRules() {}

    @Override
    public ObjectNode read(ObjectNode wanted) {
        return KindRules.decode(ObjectType.DAEMON_SET, wanted);
    }

    @Override
    public void beforeCreate(ObjectNode object) {
        DaemonSetDefaults.complete(object);
        Meta.of(object).put("generation", 1);
        Long given = templateGeneration(object);
        setTemplateGeneration(object, given == null ? 1 : Math.max(1, given));
        object.putObject("status")
                .put("currentNumberScheduled", 0)
                .put("numberMisscheduled", 0)
                .put("desiredNumberScheduled", 0)
                .put("numberReady", 0);
        KindRules.refuse(ObjectKind.DAEMON_SET, object, DaemonSetAdmission.create(object));
        KindRules.check(ObjectKind.DAEMON_SET, object);
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        KindRules.keepStatus(before, object);
        DaemonSetDefaults.complete(object);
        generations(before, object);
        KindRules.refuse(ObjectKind.DAEMON_SET, object, DaemonSetAdmission.update(object, before));
        KindRules.check(ObjectKind.DAEMON_SET, object);
    }

    @Override
    public void beforeStatus(ObjectNode before, ObjectNode object) {
        KindRules.refuse(ObjectKind.DAEMON_SET, object, DaemonSetAdmission.updateStatus(object, before));
        KindRules.check(ObjectKind.DAEMON_SET, object);
    }

    /**
     * Raises the generations of what means something else than before. A template that means the same stays as it is stored, letter
     * for letter: a default that came with a newer program must restart no pod (semantics 1.1).
     */
    private static void generations(ObjectNode before, ObjectNode object) {
        ObjectNode completed = before.deepCopy();
        DaemonSetDefaults.complete(completed);
        boolean sameSpec = Meaning.same(completed.path("spec"), object.path("spec"));
        boolean sameTemplate = Meaning.same(template(completed), template(object));
        JsonNode stored = template(before);
        if (sameTemplate && stored.isObject()) {
            Meta.child(object, "spec").set("template", stored.deepCopy());
        }
        long generation = before.path("metadata").path("generation").asLong(0);
        Meta.of(object).put("generation", sameSpec ? generation : generation + 1);
        Long given = templateGeneration(before);
        if (given != null || !sameTemplate) {
            long known = given == null ? 0 : given;
            setTemplateGeneration(object, sameTemplate ? known : known + 1);
        } else if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(WellKnown.TEMPLATE_GENERATION_ANNOTATION);
        }
    }

    private static JsonNode template(ObjectNode daemonSet) {
        return daemonSet.path("spec").path("template");
    }

    private static @Nullable Long templateGeneration(ObjectNode object) {
        return WellKnown.templateGeneration(Meta.annotation(object, WellKnown.TEMPLATE_GENERATION_ANNOTATION));
    }

    private static void setTemplateGeneration(ObjectNode object, long generation) {
        Meta.child(Meta.of(object), "annotations")
                .put(WellKnown.TEMPLATE_GENERATION_ANNOTATION, Long.toString(generation));
    }
}
