package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;
import io.rollcall.rules.admission.pod.TolerationRules;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an API server refuses in the metadata and taints of a node. */
public final class NodeAdmission {

    private NodeAdmission() {}

    /** What is wrong with a new node. */
    public static List<FieldError> create(ObjectNode node) {
        FieldErrors errors = new FieldErrors();
        whole(Place.of(node), errors);
        return errors.list();
    }

    /** What is wrong with the next state of a node. */
    public static List<FieldError> update(ObjectNode node, ObjectNode stored) {
        FieldErrors errors = new FieldErrors();
        Place object = Place.of(node);
        Place metadata = Place.of(stored).at("metadata");
        MetadataRules.checkBeforeUpdate(object.at("metadata"), metadata, false, errors);
        whole(object, errors);
        MetadataRules.checkUpdate(object.at("metadata"), metadata, errors);
        taints(object, errors);
        return errors.list();
    }

    private static void whole(Place node, FieldErrors errors) {
        MetadataRules.check(node.at("metadata"), false, errors);
        taints(node, errors);
    }

    /** Errors of taints are said of metadata although they stand in the spec: so does an API server. */
    private static void taints(Place node, FieldErrors errors) {
        SortedSet<String> seen = new TreeSet<>();
        Place taints = node.at("spec").at("taints").named("metadata.taints");
        for (Place taint : taints.entries()) {
            Place key = taint.at("key");
            errors.invalidText(key, Syntax.qualifiedName(key.text()));
            TolerationRules.joined(taint.at("value").path(), taint.at("value").text(), errors);
            Place effect = taint.at("effect");
            if (effect.text().isEmpty()) {
                errors.required(effect);
            } else {
                TolerationRules.effect(effect, errors);
            }
            if (!seen.add(effect.text() + " " + key.text())) {
                errors.duplicate(taint.path(), shown(taint), "taints must be unique by key and effect pair");
            }
        }
    }

    private static String shown(Place taint) {
        Place added = taint.at("timeAdded");
        return "core.Taint{Key:" + GoText.quote(taint.at("key").text()) + ", Value:"
                + GoText.quote(taint.at("value").text()) + ", Effect:"
                + GoText.quote(taint.at("effect").text()) + ", TimeAdded:"
                + (added.absent() ? "<nil>" : added.text()) + "}";
    }
}
