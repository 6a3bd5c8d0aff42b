package io.rollcall.projector.projection;

import io.rollcall.events.Rejected;
import io.rollcall.events.RejectedObject;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that could not be used: table rejected. What the router says of a record outweighs what the projector found. */
final class RejectedFold implements Fold {

    private final Prepared byRouter;
    private final Prepared byProjector;

    RejectedFold(Statements statements) throws SQLException {
        byRouter = statements.upsert("rejected", "topic, partition, log_offset", """
                topic, partition, log_offset, rejected_by, reason, message, at, schema_id, kind, namespace, name, uid,
                generation, field_errors""");
        byProjector = statements.now(Statements.insert(
                        "rejected", "topic, partition, log_offset, rejected_by, reason, message, at, schema_id")
                + " ON CONFLICT (topic, partition, log_offset) DO NOTHING");
    }

    @Override
    public void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value) || !(value.record() instanceof Rejected rejected)) {
            return;
        }
        SourcePosition origin = rejected.getOrigin();
        RejectedObject object = rejected.getObject();
        byRouter.run(
                origin.getTopic(),
                origin.getPartition(),
                origin.getOffset(),
                "router",
                rejected.getReason(),
                rejected.getMessage(),
                ViewTime.micros(rejected.getRejectedAt()),
                rejected.getSchemaId(),
                object == null ? null : object.getKind(),
                object == null ? null : object.getNamespace(),
                object == null ? null : object.getName(),
                object == null ? null : object.getUid(),
                object == null ? null : object.getGeneration(),
                object == null ? null : fieldErrors(object));
    }

    private static String fieldErrors(RejectedObject object) {
        return ViewJson.textMaps(object.getFieldErrors().stream()
                .map(error ->
                        Map.of("field", error.getField(), "reason", error.getReason(), "message", error.getMessage()))
                .toList());
    }

    /** Notes a record that the projector itself cannot use. */
    void reject(LogRecord at, String code, String message, @Nullable Integer schemaId) throws SQLException {
        byProjector.run(
                at.topicName(),
                at.partition(),
                at.offset(),
                "projector",
                code,
                message,
                ViewTime.micros(at.time()),
                schemaId);
    }
}
