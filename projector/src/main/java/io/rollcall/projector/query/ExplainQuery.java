package io.rollcall.projector.query;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import io.rollcall.projector.query.answer.RefusedEntry;
import io.rollcall.projector.query.finding.DaemonSetReport;
import io.rollcall.projector.query.finding.SlotReader;
import io.rollcall.projector.query.finding.SlotReport;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.query.read.RefusedReader;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.projector.query.story.PodFile;
import io.rollcall.projector.query.story.PodReader;
import io.rollcall.projector.query.story.PodReport;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers why a node has, or has not, a pod of a DaemonSet, and how a DaemonSet stands on all nodes. Verdicts are worked out when
 * asked, from what the view knows of node and template, by the rules that decisions are made by.
 *
 * <p>Each answer is of one moment of the view. Safe for threads.
 */
public final class ExplainQuery {

    private static final int NAMES_IN_ERROR = 10;

    private final ViewDatabase view;

    /** Questions to this view. */
    public ExplainQuery(ViewDatabase view) {
        this.view = view;
    }

    /**
     * Explains.
     *
     * @param node name of a node; null for the whole DaemonSet
     * @throws QueryException when there is no such DaemonSet or never was such a node; names what there is
     * @throws SQLException when the view cannot be read
     */
    public Explanation explain(String namespace, String name, @Nullable String node) throws SQLException {
        return explain(namespace, name, node, AsOf.NOW);
    }

    /**
     * As {@link #explain(String, String, String)}, as of a moment.
     *
     * @throws QueryException also when the view does not have that moment
     */
    public Explanation explain(String namespace, String name, @Nullable String node, AsOf asOf) throws SQLException {
        try (Connection connection = view.reader()) {
            PastReader past = new PastReader(connection);
            Tables moment = past.tables(asOf);
            ObjectReader any = new ObjectReader(connection, moment);
            Optional<DaemonSetRow> daemonSet = any.daemonSet(namespace, name);
            if (daemonSet.isEmpty()) {
                throw unknownDaemonSet(any, namespace, name, asOf);
            }
            Tables tables = past.ofDaemonSet(moment, daemonSet.get().uid());
            ObjectReader objects = new ObjectReader(connection, tables);
            HistoryReader history = new HistoryReader(connection, tables);
            StateReader state = new StateReader(connection, tables);
            refuseWithoutValidVersion(connection, tables, daemonSet.get());
            SlotReader reader = new SlotReader(daemonSet.get(), objects, history, state);
            if (node == null) {
                return new DaemonSetReport(connection, tables, daemonSet.get(), reader).write();
            }
            Optional<NodeRow> row = objects.node(node);
            if (row.isEmpty()) {
                throw unknownNode(objects, node);
            }
            return new SlotReport(connection, daemonSet.get(), reader, history, reader.slot(row.get()))
                    .write(past.axis(moment, daemonSet.get().uid()));
        }
    }

    /**
     * Explains why a pod was created, why it was deleted, and by whom; of several that had the name, the newest.
     *
     * @throws QueryException when there was no such pod, or the view does not have that moment
     * @throws SQLException when the view cannot be read
     */
    public Explanation.OfPod explainPod(String namespace, String name, AsOf asOf) throws SQLException {
        try (Connection connection = view.reader()) {
            PastReader past = new PastReader(connection);
            Tables moment = past.tables(asOf);
            PodReader reader = new PodReader(connection, moment);
            Optional<PastReader.Axis> axis = reader.axis(namespace, name, past);
            Optional<PodFile> file = axis.isEmpty() ? Optional.empty() : reader.read(namespace, name, axis.get());
            if (file.isEmpty()) {
                throw unknownPod(new ObjectReader(connection, moment), namespace, name);
            }
            return new PodReport(connection, file.get(), new StateReader(connection, moment).journalTime()).write();
        }
    }

    private static QueryException unknownPod(ObjectReader objects, String namespace, String name) throws SQLException {
        Optional<String> other = objects.otherController(namespace, name);
        if (other.isPresent()) {
            return new QueryException(
                    Kind.NOT_FOUND,
                    "pod " + namespace + "/" + name + " belongs to a " + other.get()
                            + ": Rollcall has no part in it and keeps no history of it");
        }
        List<String> others = objects.podsOfDaemonSets(namespace);
        return new QueryException(
                Kind.NOT_FOUND,
                "there is no pod " + namespace + "/" + name
                        + " and never was, as far back as the view goes; of DaemonSets there is "
                        + some(others, "none"));
    }

    /** Of a DaemonSet no version of which was valid there is no template to judge nodes by. */
    private static void refuseWithoutValidVersion(Connection connection, Tables tables, DaemonSetRow daemonSet)
            throws SQLException {
        Optional<RefusedEntry> refused = new RefusedReader(connection, tables).refused(daemonSet);
        if (daemonSet.generationInForce() == null && refused.isPresent()) {
            throw new QueryException(
                    Kind.UNUSABLE,
                    "nothing is done for DaemonSet " + daemonSet.id() + ": "
                            + refused.get().sentence());
        }
    }

    private static QueryException unknownDaemonSet(ObjectReader objects, String namespace, String name, AsOf asOf)
            throws SQLException {
        String gone = objects.daemonSetDeletedAt(namespace, name)
                .map(at -> " any more, it was deleted at " + at + " (a moment before that, --at or asOf, has it)")
                .orElse("");
        List<String> others =
                objects.daemonSets().stream().map(DaemonSetRow::id).toList();
        return new QueryException(
                Kind.NOT_FOUND,
                "there is no DaemonSet " + namespace + "/" + name + gone + "; there is " + some(others, "none at all")
                        + (asOf instanceof AsOf.Now ? "" : " at that moment"));
    }

    private static QueryException unknownNode(ObjectReader objects, String node) throws SQLException {
        List<String> others = List.copyOf(objects.nodes().keySet());
        return new QueryException(
                Kind.NOT_FOUND, "there is no node " + node + " and never was; there is " + some(others, "none at all"));
    }

    private static String some(List<String> names, String none) {
        if (names.isEmpty()) {
            return none;
        }
        String first = String.join(", ", names.subList(0, Math.min(NAMES_IN_ERROR, names.size())));
        int more = names.size() - NAMES_IN_ERROR;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
