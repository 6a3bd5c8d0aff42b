package io.rollcall.projector.projection;

import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.RevisionChange;
import io.rollcall.events.RevisionObserved;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** ControllerRevision events: table controller_revisions. */
final class ControllerRevisionFold extends ObjectFold<RevisionObserved> {

    ControllerRevisionFold(Statements statements, Sources sources, EventObjects objects) throws SQLException {
        super(
                statements,
                sources,
                objects,
                "controller_revisions",
                List.of("namespace", "name"),
                "controller_uid, revision, hash");
    }

    @Override
    Optional<Object> body(SpecificRecord record) {
        return record instanceof ControllerRevisionEvent event ? Optional.of(event.getBody()) : Optional.empty();
    }

    @Override
    Optional<Version<RevisionObserved>> version(Object body) {
        if (!(body instanceof RevisionChange change)) {
            return Optional.empty();
        }
        RevisionObserved revision = change.getProjection();
        return Optional.of(new Version<>(
                revision.getChange(),
                revision.getUid(),
                List.of(revision.getNamespace(), revision.getName()),
                revision.getResourceVersion(),
                change.getObject(),
                EventObjects.routed(revision.getController()),
                revision));
    }

    @Override
    List<@Nullable Object> values(LogRecord at, RevisionObserved revision) {
        OwnerReference controller = revision.getController();
        return Arrays.asList(
                controller == null ? null : controller.getUid(), revision.getRevision(), revision.getHash());
    }
}
