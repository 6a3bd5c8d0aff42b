package io.rollcall.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.events.ChangeType;
import io.rollcall.events.RevisionObserved;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.WellKnown;
import io.rollcall.rules.revision.RevisionData;

/** What decisions read of a ControllerRevision (semantics 6.1). */
final class RevisionProjection {

    private RevisionProjection() {}

    static RevisionObserved of(ChangeType change, ObjectNode object) {
        Field revision = Field.of(object);
        Metadata metadata = Metadata.of(ObjectKind.CONTROLLER_REVISION, revision);
        Field labels = revision.at("metadata").at("labels");
        return RevisionObserved.newBuilder()
                .setChange(change)
                .setNamespace(metadata.namespace())
                .setName(metadata.name())
                .setUid(metadata.uid())
                .setResourceVersion(metadata.resourceVersion())
                .setLabels(labels.textMap())
                .setController(Metadata.controller(revision))
                .setRevision(revision.at("revision").number(0))
                .setHash(labels.at(WellKnown.REVISION_HASH_LABEL).text())
                .setTemplate(template(revision.at("data")))
                .setDeletedAt(revision.at("metadata").at("deletionTimestamp").time())
                .build();
    }

    private static String template(Field data) {
        if (data.absent()) {
            return "";
        }
        try {
            PodTemplate template = RevisionData.templateOf(Json.write(data.node()));
            return template == null ? "" : template.json();
        } catch (InvalidTemplateException e) {
            throw new InvalidObjectException(data.path(), String.valueOf(e.getMessage()));
        }
    }
}
