package io.rollcall.projector.lists;

import io.rollcall.projector.lists.Select.Column;
import io.rollcall.projector.query.answer.Place;
import io.rollcall.projector.query.read.KnownNames;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewJson;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lists of slots, revisions, commands, rejected records and sources. Each answer is of one moment of the view, has one item
 * more than the limit if there are so many, and costs what it shows. Safe for threads.
 *
 * @see Part
 */
public final class ViewLists {

    private final ViewDatabase view;

    /** Questions to this view. */
    public ViewLists(ViewDatabase view) {
        this.view = view;
    }

    /**
     * Which items; null parts do not matter.
     *
     * @param namespace namespace of the DaemonSet; given together with its name
     */
    public record Of(
            @Nullable String namespace,
            @Nullable String daemonSet,
            @Nullable String node) {}

    private interface Question<T> {
        Select<T> of(Tables tables);
    }

    private <T> List<Listed<T>> read(Part part, Question<T> question) throws SQLException {
        try (Connection connection = view.reader()) {
            return question.of(new PastReader(connection).tables(part.asOf())).read(connection, part);
        }
    }

    /** As {@link #read}; where nothing is found, because the DaemonSet or the node never was, that is an error. */
    private <T> List<Listed<T>> read(Of of, Part part, Question<T> question) throws SQLException {
        List<Listed<T>> found = read(part, question);
        if (found.isEmpty() && part.after() == null) {
            try (Connection connection = view.reader()) {
                KnownNames known = new KnownNames(connection);
                known.requireDaemonSet(of.namespace(), of.daemonSet());
                known.requireNode(of.node());
            }
        }
        return found;
    }

    private static <T> Select<T> ofDaemonSet(Select<T> select, Of of, String uid, Tables tables) {
        return of.namespace() == null || of.daemonSet() == null
                ? select
                : select.where(
                        uid + " IN (SELECT named.uid FROM " + tables.of("daemonsets", "named")
                                + " WHERE named.namespace = ? AND named.name = ?)",
                        of.namespace(),
                        of.daemonSet());
    }

    /** Slots of the DaemonSets that are there, by DaemonSet and node. */
    public List<Listed<Items.Slot>> slots(Of of, Part part) throws SQLException {
        return read(of, part, tables -> {
            Select<Items.Slot> select = new Select<>(
                    "SELECT d.namespace, d.name AS daemonset, s.daemonset_uid, s.node, s.last_seq, s.last_command_id,"
                            + " s.last_decision_id, s.last_action, s.last_reason, s.last_decided_at FROM "
                            + tables.of("slots", "s") + " JOIN " + tables.of("daemonsets", "d")
                            + " ON d.uid = s.daemonset_uid",
                    List.of(Column.text("s.daemonset_uid"), Column.text("s.node")),
                    false,
                    row -> new Items.Slot(
                            Columns.daemonSet(row),
                            row.getString("daemonset_uid"),
                            row.getString("node"),
                            row.getLong("last_seq"),
                            row.getString("last_command_id"),
                            row.getString("last_decision_id"),
                            lower(row.getString("last_action")),
                            row.getString("last_reason"),
                            Columns.time(row, "last_decided_at")));
            select.where("d.deleted_at IS NULL");
            return ofDaemonSet(select.whereIfGiven("s.node = ?", of.node()), of, "s.daemonset_uid", tables);
        });
    }

    /** Revisions by DaemonSet and number. */
    public List<Listed<Items.Revision>> revisions(Of of, Part part) throws SQLException {
        return read(
                of,
                part,
                tables -> ofDaemonSet(
                        new Select<>(
                                "SELECT d.namespace, d.name AS daemonset, r.daemonset_uid, r.revision, r.name, r.hash,"
                                        + " r.created_at, r.change_cause FROM " + tables.of("revisions", "r") + " JOIN "
                                        + tables.of("daemonsets", "d") + " ON d.uid = r.daemonset_uid",
                                List.of(
                                        Column.text("r.daemonset_uid"),
                                        Column.number("r.revision"),
                                        Column.text("r.hash")),
                                false,
                                row -> new Items.Revision(
                                        Columns.daemonSet(row),
                                        row.getString("daemonset_uid"),
                                        row.getLong("revision"),
                                        row.getString("name"),
                                        row.getString("hash"),
                                        ViewTime.instant(row.getLong("created_at")),
                                        row.getString("change_cause"))),
                        of,
                        "r.daemonset_uid",
                        tables));
    }

    /** Commands with their answers, the newest first. */
    public List<Listed<Items.Command>> commands(Of of, boolean open, Part part) throws SQLException {
        return read(of, part, tables -> {
            Select<Items.Command> select = new Select<>(
                    "SELECT command_id, namespace, daemonset, node, slot_seq, action, pods, revision, reason, decided_at,"
                            + " cause_topic, cause_partition, cause_offset, outcome, outcome_reason, outcome_message,"
                            + " answered_at FROM " + tables.of("commands"),
                    List.of(Column.number("decided_at"), Column.text("command_id")),
                    true,
                    row -> new Items.Command(
                            row.getString("command_id"),
                            Columns.daemonSet(row),
                            row.getString("node"),
                            row.getLong("slot_seq"),
                            row.getString("action").toLowerCase(Locale.ROOT),
                            ViewJson.readNames(row.getString("pods")),
                            Columns.number(row, "revision"),
                            row.getString("reason"),
                            ViewTime.instant(row.getLong("decided_at")),
                            Columns.cause(row),
                            row.getString("outcome"),
                            row.getString("outcome_reason"),
                            row.getString("outcome_message"),
                            Columns.time(row, "answered_at")));
            // Of some only the answer has been read yet.
            select.where("action IS NOT NULL").whereIfGiven("node = ?", of.node());
            if (open) {
                select.where("outcome IS NULL");
            }
            return ofDaemonSet(select, of, "daemonset_uid", tables);
        });
    }

    /** Records that could not be used, the newest first. */
    public List<Listed<Items.Rejected>> rejected(Part part) throws SQLException {
        return read(
                part,
                tables -> new Select<>(
                        "SELECT topic, partition, log_offset, at, rejected_by, reason, message, kind, namespace, name,"
                                + " uid, generation, field_errors FROM " + tables.of("rejected"),
                        List.of(
                                Column.number("at"),
                                Column.text("topic"),
                                Column.number("partition"),
                                Column.number("log_offset")),
                        true,
                        row -> new Items.Rejected(
                                new Place(row.getString("topic"), row.getInt("partition"), row.getLong("log_offset")),
                                ViewTime.instant(row.getLong("at")),
                                row.getString("rejected_by"),
                                row.getString("reason"),
                                row.getString("message"),
                                row.getString("kind"),
                                row.getString("namespace"),
                                row.getString("name"),
                                row.getString("uid"),
                                Columns.number(row, "generation"),
                                row.getString("field_errors") == null
                                        ? List.of()
                                        : ViewJson.readTextMaps(row.getString("field_errors")))));
    }

    /** What sources have reported, by kind and partition. */
    public List<Listed<Items.Source>> sources(Part part) throws SQLException {
        return read(
                part,
                tables -> new Select<>(
                        "SELECT kind, partition, partition_of, epoch, synced_at FROM " + tables.of("sources"),
                        List.of(Column.text("kind"), Column.number("partition")),
                        false,
                        row -> new Items.Source(
                                row.getString("kind"),
                                row.getInt("partition"),
                                row.getInt("partition_of"),
                                row.getLong("epoch"),
                                Columns.time(row, "synced_at"))));
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
