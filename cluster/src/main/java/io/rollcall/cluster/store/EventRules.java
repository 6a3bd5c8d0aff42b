package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;

/** Events: whoever writes one knows what it says; its name must be one. */
final class EventRules implements KindRules {

    static final EventRules INSTANCE = new EventRules();

    private EventRules() {}

    @Override
    public ObjectNode read(ObjectNode wanted) {
        return wanted.deepCopy();
    }

    @Override
    public void beforeCreate(ObjectNode object) {
        FieldErrors errors = new FieldErrors();
        Place name = Place.of(object).at("metadata").at("name");
        errors.invalidText(name, Syntax.subdomain(name.text()));
        KindRules.refuse(ObjectKind.EVENT, object, errors.list());
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        // Counts and times are the writer's.
    }

    @Override
    public void beforeStatus(ObjectNode before, ObjectNode object) {
        // An event has no status.
    }
}
