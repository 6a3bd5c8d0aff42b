package io.rollcall.rules.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.FieldError;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.admission.field.Place;
import java.util.List;

/** What an API server refuses in a ControllerRevision: its data is there and stays, its number is not negative (semantics 1.2). */
public final class RevisionAdmission {

    private RevisionAdmission() {}

    /** What is wrong with a new revision. */
    public static List<FieldError> create(ObjectNode revision) {
        FieldErrors errors = new FieldErrors();
        whole(Place.of(revision), errors);
        return errors.list();
    }

    /** What is wrong with the next state of a revision. */
    public static List<FieldError> update(ObjectNode revision, ObjectNode stored) {
        FieldErrors errors = new FieldErrors();
        Place object = Place.of(revision);
        Place before = Place.of(stored);
        MetadataRules.checkBeforeUpdate(object.at("metadata"), before.at("metadata"), true, errors);
        whole(object, errors);
        MetadataRules.checkUpdate(object.at("metadata"), before.at("metadata"), errors);
        Place data = object.at("data");
        if (!Meaning.identical(data.node(), before.at("data").node())) {
            String shown = GoText.quote(data.node().toString());
            errors.invalid(data.path(), shown, "field is immutable");
        }
        return errors.list();
    }

    private static void whole(Place revision, FieldErrors errors) {
        MetadataRules.check(revision.at("metadata"), true, errors);
        if (revision.at("data").absent()) {
            errors.required(revision.at("data"), "data is mandatory");
        }
        errors.notNegative(revision.at("revision"));
    }
}
