package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.RevisionAdmission;
import io.rollcall.rules.admission.schema.ObjectType;

/** ControllerRevisions: data is there from the beginning and never changes, the number may (semantics 1.2). */
final class RevisionRules implements KindRules {

    static final RevisionRules INSTANCE = new RevisionRules();

    private RevisionRules() {}

    @Override
    public ObjectNode read(ObjectNode wanted) {
        return KindRules.decode(ObjectType.CONTROLLER_REVISION, wanted);
    }

    @Override
    public void beforeCreate(ObjectNode object) {
        KindRules.refuse(ObjectKind.CONTROLLER_REVISION, object, RevisionAdmission.create(object));
        KindRules.check(ObjectKind.CONTROLLER_REVISION, object);
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        KindRules.refuse(ObjectKind.CONTROLLER_REVISION, object, RevisionAdmission.update(object, before));
        KindRules.check(ObjectKind.CONTROLLER_REVISION, object);
    }

    @Override
    public void beforeStatus(ObjectNode before, ObjectNode object) {
        // A revision has no status.
    }
}
