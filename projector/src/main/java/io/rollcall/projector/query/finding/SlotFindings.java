package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.finding.SlotBasis.Finding;
import io.rollcall.projector.query.read.DaemonSetRow;
import io.rollcall.projector.query.read.HistoryReader;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.query.read.ObjectReader;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.query.read.StateReader;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.NodeFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The findings about all slots at one moment, read straight from the view: what an explanation of each DaemonSet says of its nodes.
 * One connection, one thread.
 */
public final class SlotFindings {

    private final Connection connection;
    private final PastReader past;
    private final Tables tables;
    private final Map<Integer, SortedMap<String, NodeRow>> nodes = new HashMap<>();

    /**
     * A DaemonSet.
     *
     * @param byNode what is to be said about each node
     */
    public record OfDaemonSet(String namespace, String name, String uid, Map<String, Finding> byNode) {}

    /**
     * As of a moment.
     *
     * @throws QueryException when the view does not have it
     */
    public SlotFindings(Connection connection, AsOf asOf) throws SQLException {
        this.connection = connection;
        this.past = new PastReader(connection);
        this.tables = past.tables(asOf);
    }

    /** The moment; for now, how far the view is. */
    public Moment moment() throws SQLException {
        Optional<Moment> asked = tables.moment();
        if (asked.isPresent()) {
            return asked.get();
        }
        SortedMap<Integer, Long> ends = past.ends();
        long time = ViewTime.micros(new StateReader(connection, tables).journalTime());
        return new Moment(ends, time, ends.isEmpty() ? 0 : ends.firstKey());
    }

    /** The nodes that were there, by name. */
    public List<NodeFacts> nodes() throws SQLException {
        return nodes(tables).values().stream().map(NodeRow::facts).toList();
    }

    /** The DaemonSets that were there with a spec in force that can be read, by namespace and name. */
    public List<OfDaemonSet> daemonSets() throws SQLException {
        List<CompletableFuture<OfDaemonSet>> found = new ArrayList<>();
        for (DaemonSetRow daemonSet : new ObjectReader(connection, tables).daemonSets()) {
            if (daemonSet.generationInForce() != null) {
                slots(daemonSet)
                        .map(slots -> CompletableFuture.supplyAsync(() -> findings(daemonSet, slots)))
                        .ifPresent(found::add);
            }
        }
        return found.stream().map(CompletableFuture::join).toList();
    }

    private Optional<List<SlotFacts>> slots(DaemonSetRow daemonSet) throws SQLException {
        Tables own = past.ofDaemonSet(tables, daemonSet.uid());
        SlotReader reader;
        try {
            reader = new SlotReader(
                    daemonSet,
                    new ObjectReader(connection, own),
                    new HistoryReader(connection, own),
                    new StateReader(connection, own));
        } catch (QueryException unusable) {
            // There is no explanation of its slots either.
            return Optional.empty();
        }
        return Optional.of(reader.slots(nodes(own)));
    }

    /** Pure, and done while the next DaemonSet is read. */
    private static OfDaemonSet findings(DaemonSetRow daemonSet, List<SlotFacts> slots) {
        Map<String, Finding> byNode = new HashMap<>();
        for (SlotFacts slot : slots) {
            byNode.put(slot.nodeName(), Finding.of(SlotDiagnosis.of(slot)));
        }
        return new OfDaemonSet(daemonSet.namespace(), daemonSet.name(), daemonSet.uid(), byNode);
    }

    /** The same for all DaemonSets of a partition, and worth keeping: labels and taints of each are read from text. */
    private SortedMap<String, NodeRow> nodes(Tables of) throws SQLException {
        int home = of.moment().map(Moment::home).orElse(0);
        SortedMap<String, NodeRow> known = nodes.get(home);
        if (known == null) {
            known = new TreeMap<>(new ObjectReader(connection, of).nodes());
            nodes.put(home, known);
        }
        return known;
    }
}
