package io.rollcall.projector.projection;

import io.rollcall.events.OwnerReference;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Table objects: the whole objects that versions in the history refer to. Which those are is told from the event topic alone, by the
 * rules of the Router, so that it does not matter whether the event or its journal record is read first.
 */
final class EventObjects {

    private final Prepared put;

    EventObjects(Statements statements) throws SQLException {
        put = statements.later(Statements.insert("objects", "topic, partition, log_offset, uid, at, object")
                + " ON CONFLICT (topic, partition, log_offset) DO NOTHING");
    }

    /** Keeps the object of an event. */
    void keep(LogRecord at, String uid, String object) throws SQLException {
        if (!object.isEmpty()) {
            put.run(at.topicName(), at.partition(), at.offset(), uid, ViewTime.micros(at.time()), object);
        }
    }

    /** Whether the journal gets to know objects with this controller. */
    static boolean routed(@Nullable OwnerReference controller) {
        return controller == null || controller.getKind().equals("DaemonSet");
    }
}
