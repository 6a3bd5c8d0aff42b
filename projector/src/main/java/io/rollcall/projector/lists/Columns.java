package io.rollcall.projector.lists;

import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values in columns. */
final class Columns {

    private Columns() {}

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : ViewTime.instant(micros);
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /** Columns cause_topic and so on; null when time alone was the cause. */
    static @Nullable Place cause(ResultSet row) throws SQLException {
        String topic = row.getString("cause_topic");
        return topic == null ? null : new Place(topic, row.getInt("cause_partition"), row.getLong("cause_offset"));
    }

    static String daemonSet(ResultSet row) throws SQLException {
        return row.getString("namespace") + "/" + row.getString("daemonset");
    }
}
