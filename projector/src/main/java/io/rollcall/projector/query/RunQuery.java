package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.PodEntry;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.RolloutSpan;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.WellKnown;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came of all that was decided up to a moment: the pods there are, and how rollouts went. Safe for threads. */
public final class RunQuery {

    private static final String STEPS =
            "('ROLLING_UPDATE', 'ROLLING_UPDATE_UNAVAILABLE', 'SURGE', 'SURGE_OLD_UNAVAILABLE')";

    private static final String ORDER =
            "rollouts.valid_from, rollouts.revision, rollouts.namespace, rollouts.daemonset";

    /** Its parts are those of the order. */
    private static final Pattern KEY = Pattern.compile("(\\d{1,18})/(\\d{1,18})/([^/]*)/(.*)");

    private final ViewDatabase view;

    /** Questions to this view. */
    public RunQuery(ViewDatabase view) {
        this.view = view;
    }

    /**
     * The pods of DaemonSets, by namespace and name.
     *
     * @param after namespace/name behind which the list goes on; null from the beginning
     * @param limit at most so many
     */
    public List<PodEntry> pods(AsOf asOf, @Nullable String after, int limit) throws SQLException {
        try (Connection connection = view.reader()) {
            Tables tables = new PastReader(connection).tables(asOf);
            Map<String, Long> revisions = revisions(connection, tables);
            String sql = "SELECT pods.namespace, pods.name, owner.namespace, owner.name, pods.target_node, pods.labels,"
                    + " pods.phase, pods.ready, pods.terminating_at IS NOT NULL, pods.controller_uid FROM "
                    + tables.of("pods") + " JOIN " + tables.of("daemonsets", "owner")
                    + " ON owner.uid = pods.controller_uid WHERE pods.deleted_at IS NULL"
                    + (after == null ? "" : " AND (pods.namespace, pods.name) > (?, ?)")
                    + " ORDER BY pods.namespace, pods.name LIMIT ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int column = 0;
                if (after != null) {
                    int slash = after.indexOf('/');
                    statement.setString(++column, after.substring(0, Math.max(0, slash)));
                    statement.setString(++column, after.substring(slash + 1));
                }
                statement.setInt(++column, limit);
                List<PodEntry> pods = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        pods.add(pod(row, revisions));
                    }
                }
                return pods;
            }
        }
    }

    private static PodEntry pod(ResultSet row, Map<String, Long> revisions) throws SQLException {
        String node = row.getString(5);
        String hash = ViewJson.readMap(row.getString(6)).getOrDefault(WellKnown.REVISION_HASH_LABEL, "");
        return new PodEntry(
                row.getString(1),
                row.getString(2),
                row.getString(3) + "/" + row.getString(4),
                node == null ? "" : node,
                revisions.getOrDefault(row.getString(10) + "/" + hash, 0L),
                row.getString(7),
                row.getBoolean(8),
                row.getBoolean(9));
    }

    private static Map<String, Long> revisions(Connection connection, Tables tables) throws SQLException {
        Map<String, Long> revisions = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT controller_uid, hash, revision FROM " + tables.of("controller_revisions")
                                + " WHERE deleted_at IS NULL AND controller_uid IS NOT NULL");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                revisions.put(row.getString(1) + "/" + row.getString(2), row.getLong(3));
            }
        }
        return revisions;
    }

    /** What a rollout has its place in the list by. */
    public static String key(RolloutSpan rollout) {
        return ViewTime.micros(rollout.from()) + "/" + rollout.revision() + "/" + rollout.daemonSet();
    }

    /**
     * The rollouts, the first to begin first.
     *
     * @param after key of the rollout behind which the list goes on; null from the beginning
     * @param limit at most so many
     */
    public List<RolloutSpan> rollouts(AsOf asOf, @Nullable String after, int limit) throws SQLException {
        Matcher behind = after == null ? null : KEY.matcher(after);
        if (behind != null && !behind.matches()) {
            throw QueryException.otherList();
        }
        try (Connection connection = view.reader()) {
            Tables tables = new PastReader(connection).tables(asOf);
            long until = tables.moment().map(Moment::time).orElse(Long.MAX_VALUE);
            String within = " >= rollouts.valid_from AND (rollouts.valid_to IS NULL OR ";
            String sql = "SELECT rollouts.namespace, rollouts.daemonset, rollouts.revision, rollouts.valid_from,"
                    + " rollouts.valid_to, rollouts.outcome, (SELECT count(DISTINCT d.at) FROM "
                    + tables.of("decisions", "d") + " WHERE d.daemonset_uid = rollouts.daemonset_uid AND d.at" + within
                    + "d.at <= rollouts.valid_to) AND d.reason IN " + STEPS
                    + "), (SELECT max(s.unavailable) FROM status_versions s WHERE s.daemonset_uid = rollouts.daemonset_uid"
                    + " AND s.valid_from" + within + "s.valid_from <= rollouts.valid_to) AND s.valid_from <= ?) FROM "
                    + tables.of("rollouts") + " WHERE EXISTS (SELECT 1 FROM rollouts earlier WHERE"
                    + " earlier.daemonset_uid = rollouts.daemonset_uid AND earlier.valid_from_offset <"
                    + " rollouts.valid_from_offset)" + (behind == null ? "" : " AND (" + ORDER + ") > (?, ?, ?, ?)")
                    + " ORDER BY " + ORDER + " LIMIT " + limit;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, until);
                if (behind != null) {
                    statement.setLong(2, Long.parseLong(behind.group(1)));
                    statement.setLong(3, Long.parseLong(behind.group(2)));
                    statement.setString(4, behind.group(3));
                    statement.setString(5, behind.group(4));
                }
                List<RolloutSpan> spans = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        spans.add(span(row));
                    }
                }
                return spans;
            }
        }
    }

    private static RolloutSpan span(ResultSet row) throws SQLException {
        Instant to = ObjectReader.time(row, 5);
        String outcome = row.getString(6);
        return new RolloutSpan(
                row.getString(1) + "/" + row.getString(2),
                row.getLong(3),
                ViewTime.instant(row.getLong(4)),
                to,
                outcome == null ? "open" : outcome.toLowerCase(Locale.ROOT),
                row.getInt(7),
                row.getInt(8));
    }
}
