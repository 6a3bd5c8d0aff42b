package io.rollcall.projector.projection;

import io.rollcall.events.ChangeType;
import io.rollcall.projector.view.ViewTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of Kubernetes objects have in common: one row for each UID; a stale version changes nothing; a new UID under an
 * old name, and a relist that does not mention an object, mean that the old one is gone.
 */
final class ObjectRows {

    private static final int REMEMBERED = 50_000;

    /** What to do with a version of an object. */
    enum Verdict {
        /** Write it as it is. */
        PRESENT,
        /** Write it as the last state of an object that is gone. */
        GONE,
        /** It is not newer than the row; only that it was mentioned is noted. */
        STALE
    }

    /**
     * What a version is to the row that is there.
     *
     * @param appears it is the first of its UID, or the UID was gone
     * @param news something has changed that decisions read: the Router lets it through
     */
    record Judgement(Verdict verdict, boolean appears, boolean news) {

        private static final Judgement STALE = new Judgement(Verdict.STALE, false, false);

        boolean stale() {
            return verdict == Verdict.STALE;
        }

        boolean gone() {
            return verdict == Verdict.GONE;
        }
    }

    private final Prepared put;
    private final Prepared standing;
    private final Prepared mention;
    private final Prepared namesakes;
    private final Prepared unmentioned;
    /** Rows that were written or read lately, so that each is read once; those that wait to be written are among them. */
    private final Map<String, Standing> known = new HashMap<>();

    private record Standing(String version, String facts, boolean dead) {}

    /**
     * @param table name of the table
     * @param sameName condition on the columns of the name, with a parameter for each part
     * @param columns all columns of the table; the first is uid, the last deleted_at, and resource_version and facts are among them
     */
    ObjectRows(Statements statements, String table, String sameName, String columns) throws SQLException {
        put = statements.upsertLater(table, "uid", columns);
        standing = statements.now(
                "SELECT resource_version, facts, deleted_at IS NOT NULL FROM " + table + " WHERE uid = ?");
        mention = statements.now("UPDATE " + table + " SET log_partition = ?, log_offset = ? WHERE uid = ?");
        namesakes = statements.now("UPDATE " + table
                + " SET deleted_at = ?, object = '' WHERE deleted_at IS NULL AND uid <> ? AND " + sameName);
        // Walks the table: relists are rare.
        unmentioned = statements.now("UPDATE " + table
                + " SET deleted_at = ?, object = '' WHERE deleted_at IS NULL AND log_partition = ? AND log_offset < ?");
    }

    /** Compares a version with the row. A deletion always counts; a dead row only comes back with a higher version. */
    Judgement judge(LogRecord at, ChangeType change, String uid, String version, String facts) throws SQLException {
        Standing row = standing(uid);
        boolean there = row != null && !row.dead();
        if (change == ChangeType.DELETED) {
            remember(uid, new Standing(version, facts, true));
            return new Judgement(Verdict.GONE, false, there);
        }
        if (row == null || newer(version, row.version())) {
            remember(uid, new Standing(version, facts, false));
            boolean news = row == null || row.dead() || !facts.equals(row.facts());
            return new Judgement(Verdict.PRESENT, !there, news);
        }
        if (there) {
            put.flush();
            mention.run(at.partition(), at.offset(), uid);
        }
        return Judgement.STALE;
    }

    /** Writes the row of an object that was just judged not to be stale. */
    void put(@Nullable Object... columns) throws SQLException {
        put.run(columns);
    }

    /** Writes the rows that wait, for a query on the table. */
    void flush() throws SQLException {
        put.flush();
    }

    private @Nullable Standing standing(String uid) throws SQLException {
        Standing remembered = known.get(uid);
        if (remembered != null) {
            return remembered;
        }
        try (ResultSet row = standing.query(uid)) {
            return row.next() ? new Standing(row.getString(1), row.getString(2), row.getBoolean(3)) : null;
        }
    }

    private void remember(String uid, Standing row) throws SQLException {
        if (known.size() >= REMEMBERED) {
            put.flush();
            known.clear();
        }
        known.put(uid, row);
    }

    /** What was written since the last commit is undone. */
    void forget() {
        known.clear();
    }

    /** Objects of this name with another UID are gone. */
    void replaceNamesakes(LogRecord at, String uid, List<String> name) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(ViewTime.micros(at.time()), uid));
        values.addAll(name);
        put.flush();
        if (namesakes.run(values.toArray()) > 0) {
            // Which ones is not known here.
            known.clear();
        }
    }

    /** A relist of this partition that began at an offset is complete: what was not mentioned since is gone. */
    void relisted(LogRecord at, long startedAt) throws SQLException {
        put.flush();
        known.clear();
        unmentioned.run(ViewTime.micros(at.time()), at.partition(), startedAt);
    }

    /** Versions are numbers; where one is not, the later record counts as newer. */
    private static boolean newer(String version, String known) {
        return !number(version) || !number(known) || Long.parseLong(version) > Long.parseLong(known);
    }

    private static boolean number(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
