package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.model.Int64Text;
import io.rollcall.rules.model.WellKnown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an API server refuses in a DaemonSet (semantics 1.6). Objects are those of {@link io.rollcall.rules.admission.schema.Decoder},
 * completed with {@link io.rollcall.rules.admission.defaults.DaemonSetDefaults}; they are read only. Errors come in the order of an
 * API server, which says some of them twice.
 */
public final class DaemonSetAdmission {

    private static final List<String> COUNTERS = List.of(
            "currentNumberScheduled",
            "numberMisscheduled",
            "desiredNumberScheduled",
            "numberReady",
            "observedGeneration",
            "updatedNumberScheduled",
            "numberAvailable",
            "numberUnavailable",
            "collisionCount");

    private DaemonSetAdmission() {}

    /** What is wrong with a new DaemonSet. */
    public static List<FieldError> create(ObjectNode daemonSet) {
        FieldErrors errors = new FieldErrors();
        Place object = Place.of(daemonSet);
        whole(object, Place.of(daemonSet.objectNode()), errors);
        return errors.list();
    }

    /** What is wrong with the next state of a DaemonSet when a user writes it; the selector must stay. */
    public static List<FieldError> update(ObjectNode daemonSet, ObjectNode stored) {
        FieldErrors errors = new FieldErrors();
        Place object = Place.of(daemonSet);
        Place before = Place.of(stored);
        MetadataRules.checkBeforeUpdate(object.at("metadata"), before.at("metadata"), true, errors);
        whole(object, before, errors);
        change(object, before, errors);
        Place selector = object.at("spec").at("selector");
        if (!Meaning.same(selector.node(), before.at("spec").at("selector").node())) {
            errors.invalid(selector.path(), GoText.labelSelector(selector), "field is immutable");
        }
        return errors.list();
    }

    /** What is wrong between two states, whoever writes them: as {@link #update} without the selector's immutability. */
    public static List<FieldError> validateUpdate(ObjectNode daemonSet, ObjectNode stored) {
        FieldErrors errors = new FieldErrors();
        change(Place.of(daemonSet), Place.of(stored), errors);
        return errors.list();
    }

    /** What is wrong with the next status of a DaemonSet. */
    public static List<FieldError> updateStatus(ObjectNode daemonSet, ObjectNode stored) {
        FieldErrors errors = new FieldErrors();
        Place object = Place.of(daemonSet);
        Place before = Place.of(stored);
        MetadataRules.checkUpdate(object.at("metadata"), before.at("metadata"), errors);
        Place status = object.at("status");
        COUNTERS.forEach(counter -> errors.notNegative(status.at(counter)));
        Place count = status.at("collisionCount");
        Place counted = before.at("status").at("collisionCount");
        if (!counted.absent() && (count.absent() || count.number() < counted.number())) {
            errors.invalid(count.path(), String.valueOf(count.number()), "cannot be decremented");
        }
        return errors.list();
    }

    private static void whole(Place object, Place stored, FieldErrors errors) {
        MetadataRules.check(object.at("metadata"), true, errors);
        SpecRules.check(object, stored, errors);
    }

    private static void change(Place object, Place stored, FieldErrors errors) {
        MetadataRules.checkUpdate(object.at("metadata"), stored.at("metadata"), errors);
        templateGeneration(object, stored, errors);
        SpecRules.check(object, stored, errors);
    }

    private static void templateGeneration(Place object, Place stored, FieldErrors errors) {
        long now = templateGeneration(object);
        long before = templateGeneration(stored);
        boolean sameTemplate = Meaning.same(template(object.node()), template(stored.node()));
        String problem = null;
        if (now < before) {
            errors.invalid(SpecRules.TEMPLATE_GENERATION, String.valueOf(now), "must not be decremented");
        }
        if (now == before && !sameTemplate) {
            problem = "must be incremented upon template update";
        } else if (now > before && sameTemplate) {
            problem = "must not be incremented without template update";
        }
        if (problem != null) {
            errors.invalid(SpecRules.TEMPLATE_GENERATION, String.valueOf(now), problem);
        }
    }

    private static JsonNode template(JsonNode daemonSet) {
        return daemonSet.path("spec").path("template");
    }

    /** In apps/v1 an annotation carries it; absent is 0. */
    static long templateGeneration(Place daemonSet) {
        @Nullable
        String text = daemonSet
                .at("metadata")
                .at("annotations")
                .node()
                .path(WellKnown.TEMPLATE_GENERATION_ANNOTATION)
                .textValue();
        return text != null && Int64Text.isNumber(text) ? Int64Text.value(text) : 0;
    }
}
