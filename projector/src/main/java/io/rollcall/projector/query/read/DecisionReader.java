package io.rollcall.projector.query.read;

import io.rollcall.projector.query.answer.DecisionCursor;
import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.query.answer.DecisionPage;
import io.rollcall.projector.query.answer.OutcomeEntry;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.TriggerEntry;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads decisions, page by page. One connection, one thread. */
public final class DecisionReader {

    /** What {@link #decision} reads. */
    public static final String COLUMNS =
            "SELECT decisions.decision_id, decisions.at, decisions.namespace, decisions.daemonset, decisions.action,"
                    + " decisions.node, decisions.pod, decisions.revision, decisions.reason, decisions.detail,"
                    + " decisions.cause_topic, decisions.cause_partition, decisions.cause_offset, decisions.journal_topic,"
                    + " decisions.journal_partition, decisions.journal_offset, decisions.command_id, decisions.rules,"
                    + " decisions.shadow_defect, decisions.shadow_explanation, decisions.log_offset";

    private static final String AROUND = ", commands.outcome, commands.outcome_reason, commands.outcome_message,"
            + " commands.answered_at, journal.kind, journal.record_key";
    /** No two decisions are at the same place; the last column tells those of one record in two partitions apart. */
    private static final List<String> PLACE = List.of(
            "decisions.at",
            "decisions.journal_partition",
            "decisions.journal_offset",
            "decisions.log_offset",
            "decisions.decision_id");

    private static final int OUTCOME = 22;

    private final Connection connection;
    private final Tables tables;

    /** @param tables the moment to read */
    public DecisionReader(Connection connection, Tables tables) {
        this.connection = connection;
        this.tables = tables;
    }

    /** A row that begins with {@link #COLUMNS}, without what is around the decision. */
    public static DecisionEntry decision(ResultSet row) throws SQLException {
        return entry(row, null, null);
    }

    /**
     * The decisions that fit, with what they were decided upon and what became of their commands.
     *
     * @throws QueryException when there are none, as the DaemonSet, namespace, node or reason never was
     */
    public DecisionPage page(DecisionFilter filter) throws SQLException {
        Conditions conditions = Conditions.of(filter);
        String from = COLUMNS + AROUND + " FROM " + tables.of("decisions") + " LEFT JOIN " + tables.of("commands")
                + " ON commands.command_id = decisions.command_id LEFT JOIN journal ON journal.partition ="
                + " decisions.journal_partition AND journal.log_offset = decisions.journal_offset";
        List<DecisionEntry> items = new ArrayList<>();
        DecisionCursor last = null;
        boolean more = false;
        try (PreparedStatement statement = prepare(from, conditions, filter.order(), filter.limit() + 1);
                ResultSet row = statement.executeQuery()) {
            while (row.next() && !more) {
                more = items.size() == filter.limit();
                if (!more) {
                    items.add(entry(row, trigger(row), outcome(row)));
                    last = cursor(row);
                }
            }
        }
        if (items.isEmpty() && filter.after() == null) {
            KnownNames known = new KnownNames(connection);
            known.requireDaemonSet(filter.namespace(), filter.daemonSet());
            known.requireNode(filter.node());
            known.requireReason(filter.reason());
        }
        return new DecisionPage(items, more && last != null ? last.text() : null);
    }

    /** The decisions that fit, without what is around them. */
    List<DecisionEntry> decisions(DecisionFilter filter) throws SQLException {
        return plain(Conditions.of(filter), filter.order(), filter.limit());
    }

    /** The newest decisions about one slot, newest first. */
    List<DecisionEntry> ofSlot(String daemonSetUid, String node, int limit) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.add("decisions.daemonset_uid = ?", daemonSetUid);
        conditions.add("decisions.node = ?", node);
        return plain(conditions, DecisionFilter.Order.NEWEST, limit);
    }

    /** The newest decisions about one pod, whichever DaemonSets owned it, newest first; creations of its namesakes are among them. */
    List<DecisionEntry> ofPod(String namespace, String node, String pod, String uid, int limit) throws SQLException {
        Conditions conditions = new Conditions();
        conditions.add("decisions.namespace = ?", namespace);
        conditions.add("decisions.node = ?", node);
        conditions.add("decisions.pod = ?", pod);
        conditions.add("(decisions.pod_uid IS NULL OR decisions.pod_uid = ?)", uid);
        return plain(conditions, DecisionFilter.Order.NEWEST, limit);
    }

    private List<DecisionEntry> plain(Conditions conditions, DecisionFilter.Order order, int limit)
            throws SQLException {
        List<DecisionEntry> items = new ArrayList<>();
        try (PreparedStatement statement =
                        prepare(COLUMNS + " FROM " + tables.of("decisions"), conditions, order, limit);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                items.add(entry(row, null, null));
            }
        }
        return items;
    }

    private PreparedStatement prepare(String from, Conditions conditions, DecisionFilter.Order order, int limit)
            throws SQLException {
        String direction = order == DecisionFilter.Order.NEWEST ? " DESC" : "";
        PreparedStatement statement = connection.prepareStatement(from + conditions.where() + " ORDER BY "
                + String.join(direction + ", ", PLACE) + direction + " LIMIT ?");
        int column = 0;
        for (Object value : conditions.values) {
            statement.setObject(++column, value);
        }
        statement.setInt(++column, limit);
        return statement;
    }

    /** What has to hold, and the values that it speaks of. */
    private static final class Conditions {

        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        static Conditions of(DecisionFilter filter) {
            Conditions conditions = new Conditions();
            conditions.add("decisions.namespace = ?", filter.namespace());
            conditions.add("decisions.daemonset = ?", filter.daemonSet());
            conditions.add("decisions.node = ?", filter.node());
            conditions.add("decisions.at >= ?", ViewTime.microsOrNull(filter.since()));
            conditions.add("decisions.at < ?", ViewTime.microsOrNull(filter.until()));
            conditions.add("decisions.reason = ?", filter.reason());
            conditions.add(
                    "decisions.action = ?",
                    filter.action() == null ? null : filter.action().toUpperCase(Locale.ROOT));
            DecisionCursor after = filter.after();
            if (after != null) {
                String beyond = filter.order() == DecisionFilter.Order.NEWEST ? " < " : " > ";
                conditions.texts.add("(" + String.join(", ", PLACE) + ")" + beyond + "(?, ?, ?, ?, ?)");
                conditions.values.addAll(List.of(
                        after.at(), after.journalPartition(), after.journalOffset(), after.logOffset(), after.id()));
            }
            return conditions;
        }

        void add(String text, @Nullable Object value) {
            if (value != null) {
                texts.add(text);
                values.add(value);
            }
        }

        String where() {
            return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
        }
    }

    private static DecisionEntry entry(ResultSet row, @Nullable TriggerEntry trigger, @Nullable OutcomeEntry outcome)
            throws SQLException {
        return new DecisionEntry(
                row.getString(1),
                ViewTime.instant(row.getLong(2)),
                row.getString(3) + "/" + row.getString(4),
                row.getString(5).toLowerCase(Locale.ROOT),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getString(9),
                ViewJson.readMap(row.getString(10)),
                HistoryReader.place(row, 11),
                new Place(row.getString(14), row.getInt(15), row.getLong(16)),
                row.getString(17),
                row.getString(18),
                row.getString(19),
                row.getString(20),
                trigger,
                outcome);
    }

    private static DecisionCursor cursor(ResultSet row) throws SQLException {
        return new DecisionCursor(row.getLong(2), row.getInt(15), row.getLong(16), row.getLong(21), row.getString(1));
    }

    private static @Nullable OutcomeEntry outcome(ResultSet row) throws SQLException {
        String outcome = row.getString(OUTCOME);
        return outcome == null
                ? null
                : new OutcomeEntry(
                        outcome,
                        row.getString(OUTCOME + 1),
                        row.getString(OUTCOME + 2),
                        ObjectReader.time(row, OUTCOME + 3));
    }

    private static @Nullable TriggerEntry trigger(ResultSet row) throws SQLException {
        String kind = row.getString(OUTCOME + 4);
        return kind == null ? null : new TriggerEntry(kind, row.getString(OUTCOME + 5));
    }
}
