package io.rollcall.projector.projection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A table of the versions of objects: a new version ends the one before it. Versions of one object come in journal order. */
final class VersionTable {

    private static final String KEY = "uid, journal_partition, valid_from_offset";
    private static final int COMMON = 8;

    private final Prepared put;
    private final Prepared end;

    /** @param columns those after the common ones, which are the key, valid_from, deleted and the cause; commas between */
    VersionTable(Statements statements, String table, String columns) throws SQLException {
        put = statements.later(Statements.insert(
                        table, KEY + ", valid_from, deleted, cause_topic, cause_partition, cause_offset, " + columns)
                + " ON CONFLICT (" + KEY + ") DO NOTHING");
        end = statements.later(
                "UPDATE " + table + " SET valid_to_offset = ?, valid_to = ?"
                        + " WHERE uid = ? AND journal_partition = ? AND valid_to_offset IS NULL AND valid_from_offset ="
                        + " (SELECT max(earlier.valid_from_offset) FROM " + table
                        + " earlier WHERE earlier.uid = ? AND earlier.journal_partition = ? AND earlier.valid_from_offset < ?)");
    }

    /** Writes a version. Rows may wait for the end of the transaction. */
    void put(JournalPoint at, String uid, boolean deleted, @Nullable Object... columns) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[COMMON + columns.length];
        values[0] = uid;
        values[1] = at.partition();
        values[2] = at.offset();
        values[3] = at.time();
        values[4] = deleted;
        values[5] = at.causeTopic();
        values[6] = at.causePartition();
        values[7] = at.causeOffset();
        System.arraycopy(columns, 0, values, COMMON, columns.length);
        put.run(values);
        end.run(at.offset(), at.time(), uid, at.partition(), uid, at.partition(), at.offset());
    }
}
