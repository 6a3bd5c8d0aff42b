package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.field.FieldErrors;
import io.rollcall.rules.admission.field.Place;
import io.rollcall.rules.admission.field.Syntax;

/** Namespaces: named like a DNS label, labelled with the name, held by a finalizer until nothing is in them. */
final class NamespaceRules implements KindRules {

    static final NamespaceRules INSTANCE = new NamespaceRules();

    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    private NamespaceRules() {}

    @Override
    public ObjectNode read(ObjectNode wanted) {
        return wanted.deepCopy();
    }

    @Override
    public void beforeCreate(ObjectNode object) {
        ObjectNode metadata = Meta.of(object);
        metadata.remove("namespace");
        FieldErrors errors = new FieldErrors();
        Place name = Place.of(object).at("metadata").at("name");
        errors.invalidText(name, Syntax.dnsLabel(name.text()));
        KindRules.refuse(ObjectKind.NAMESPACE, object, errors.list());
        Meta.child(metadata, "labels").put(NAME_LABEL, Meta.name(object));
        Meta.child(object, "spec").putArray("finalizers").add("kubernetes");
        object.putObject("status").put("phase", "Active");
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        KindRules.keepStatus(before, object);
        Meta.child(Meta.of(object), "labels").put(NAME_LABEL, Meta.name(object));
        object.set("spec", before.path("spec").deepCopy());
    }

    @Override
    public void beforeStatus(ObjectNode before, ObjectNode object) {
        String phase = Meta.terminating(before) ? "Terminating" : "Active";
        Meta.child(object, "status").put("phase", phase);
    }
}
