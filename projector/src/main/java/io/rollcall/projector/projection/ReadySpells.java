package io.rollcall.projector.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Table ready_pods: since when each pod is Ready without a break, in the order of its journal partition. */
final class ReadySpells {

    /** So many pods are remembered; others are looked up. */
    private static final int REMEMBERED = 20_000;

    private record Pod(String uid, int partition) {}

    private final Prepared find;
    private final Prepared begin;
    private final Prepared end;
    private final Map<Pod, OptionalLong> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Pod, OptionalLong> eldest) {
            return size() > REMEMBERED;
        }
    };

    ReadySpells(Statements statements) throws SQLException {
        find = statements.now("SELECT ready_seen_at FROM ready_pods WHERE uid = ? AND journal_partition = ?");
        begin = statements.now(Statements.insert("ready_pods", "uid, journal_partition, ready_seen_at")
                + " ON CONFLICT (uid, journal_partition) DO NOTHING");
        end = statements.now("DELETE FROM ready_pods WHERE uid = ? AND journal_partition = ?");
    }

    /** Notes whether a pod is Ready. The journal time at which its spell began; null when it is not Ready. */
    @Nullable
    Long note(JournalPoint at, String uid, boolean ready) throws SQLException {
        Pod pod = new Pod(uid, at.partition());
        OptionalLong since = known.get(pod);
        if (since == null) {
            since = find(pod);
        }
        if (ready && since.isEmpty()) {
            begin.run(uid, at.partition(), at.time());
            since = OptionalLong.of(at.time());
        } else if (!ready && since.isPresent()) {
            end.run(uid, at.partition());
            since = OptionalLong.empty();
        }
        known.put(pod, since);
        return since.isPresent() ? since.getAsLong() : null;
    }

    private OptionalLong find(Pod pod) throws SQLException {
        try (ResultSet row = find.query(pod.uid(), pod.partition())) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    void forget() {
        known.clear();
    }
}
