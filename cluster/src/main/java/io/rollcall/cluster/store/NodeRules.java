package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.admission.NodeAdmission;
import io.rollcall.rules.admission.schema.ObjectType;

/** Nodes: kubelets write their status at creation; labels and taints are checked. */
final class NodeRules implements KindRules {

    static final NodeRules INSTANCE = new NodeRules();

    private NodeRules() {}

    @Override
    public ObjectNode read(ObjectNode wanted) {
        return KindRules.decode(ObjectType.NODE, wanted);
    }

    @Override
    public void beforeCreate(ObjectNode object) {
        KindRules.refuse(ObjectKind.NODE, object, NodeAdmission.create(object));
        KindRules.check(ObjectKind.NODE, object);
    }

    @Override
    public void beforeUpdate(ObjectNode before, ObjectNode object) {
        KindRules.keepStatus(before, object);
        KindRules.refuse(ObjectKind.NODE, object, NodeAdmission.update(object, before));
        KindRules.check(ObjectKind.NODE, object);
    }

    @Override
    public void beforeStatus(ObjectNode before, ObjectNode object) {
        KindRules.check(ObjectKind.NODE, object);
    }
}
