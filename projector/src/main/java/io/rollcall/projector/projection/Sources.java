package io.rollcall.projector.projection;

import io.rollcall.events.RelistFinished;
import io.rollcall.events.RelistStarted;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The barriers of the sources. Each stands in the partition it speaks of, so the order of that partition is enough. */
final class Sources {

    private final Prepared synced;
    private final Prepared relistStarted;
    private final Prepared relistStart;
    private final Prepared relistEnded;

    Sources(Statements statements) throws SQLException {
        synced = statements.now("""
                INSERT INTO sources (kind, partition, partition_of, epoch, synced_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (kind, partition) DO UPDATE
                SET partition_of = excluded.partition_of, epoch = excluded.epoch, synced_at = excluded.synced_at
                WHERE sources.epoch <= excluded.epoch""");
        relistStarted = statements.now("""
                INSERT INTO sources (kind, partition, partition_of, epoch, relist_offset) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (kind, partition) DO UPDATE SET relist_offset = excluded.relist_offset""");
        relistStart = statements.now("SELECT relist_offset FROM sources WHERE kind = ? AND partition = ?");
        relistEnded = statements.now("UPDATE sources SET relist_offset = NULL WHERE kind = ? AND partition = ?");
    }

    /** Handles a body that is a barrier; other bodies are the caller's. */
    void fold(LogRecord at, Object body, ObjectRows rows) throws SQLException {
        switch (body) {
            case SourceSynced barrier ->
                synced.run(
                        kind(barrier.getKind()),
                        at.partition(),
                        barrier.getOf(),
                        barrier.getEpoch(),
                        ViewTime.micros(at.time()));
            case RelistStarted barrier ->
                relistStarted.run(
                        kind(barrier.getKind()), at.partition(), barrier.getOf(), barrier.getEpoch(), at.offset());
            case RelistFinished barrier -> {
                OptionalLong start = start(kind(barrier.getKind()), at.partition());
                if (start.isPresent()) {
                    rows.relisted(at, start.getAsLong());
                    relistEnded.run(kind(barrier.getKind()), at.partition());
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "a body of " + body.getClass().getSimpleName());
        }
    }

    private OptionalLong start(String kind, int partition) throws SQLException {
        try (ResultSet row = relistStart.query(kind, partition)) {
            if (!row.next()) {
                return OptionalLong.empty();
            }
            long start = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(start);
        }
    }

    private static String kind(@Nullable ResourceKind kind) {
        return kind == null ? "UNKNOWN" : kind.name();
    }
}
