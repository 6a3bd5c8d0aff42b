package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;

/** ControllerRevisions: data is there from the beginning and never changes, the number may (semantics 1.2). */
final class RevisionRules implements KindRules {

    static final RevisionRules INSTANCE = new RevisionRules();

    private RevisionRules() {}

    @Override
    public void beforeCreate(ObjectNode object) {
        check(object);
        if (!object.hasNonNull("data")) {
            throw ApiException.invalid(
                    ObjectKind.CONTROLLER_REVISION, Meta.name(object), "data: Required value: data is mandatory");
        }
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        check(object);
        if (!Meaning.identical(object.path("data"), before.path("data"))) {
            throw ApiException.invalid(
                    ObjectKind.CONTROLLER_REVISION, Meta.name(object), "data: Invalid value: field is immutable");
        }
    }

    private static void check(ObjectNode object) {
        KindRules.check(ObjectKind.CONTROLLER_REVISION, object);
        if (object.path("revision").asLong(0) < 0) {
            throw ApiException.invalid(
                    ObjectKind.CONTROLLER_REVISION,
                    Meta.name(object),
                    "revision: Invalid value: " + object.path("revision") + ": must be greater than or equal to 0");
        }
    }
}
