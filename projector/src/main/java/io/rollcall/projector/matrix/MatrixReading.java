package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.LateRows.Positions;
import io.rollcall.projector.matrix.Matrix.DaemonSetCells;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.finding.SlotBasis.Finding;
import io.rollcall.projector.query.finding.SlotFindings;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.rules.model.NodeFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of one moment, read straight from the view: for as long as the past is not at hand. It costs a reading of all slots, so
 * the present is read again only where something came, and no more than a quarter of the time. Safe for threads.
 */
final class MatrixReading {

    /** For each time that reading took, so many of these without. */
    private static final int REST = 3;

    private record Reading(
            Positions positions, Moment moment, Rows rows, List<DaemonSetCells> columns, long restUntilNanos) {}

    private final ViewDatabase view;
    private final Codes codes;
    private @Nullable Reading present;

    MatrixReading(ViewDatabase view, Codes codes) {
        this.view = view;
        this.codes = codes;
    }

    /** The present, or what it was shortly before. */
    synchronized Matrix now(@Nullable String layout) throws SQLException {
        Reading reading = present;
        if (reading == null || System.nanoTime() - reading.restUntilNanos() >= 0) {
            try (Connection connection = view.reader()) {
                if (reading == null || !Positions.read(connection).equals(reading.positions())) {
                    reading = read(connection, AsOf.NOW);
                    present = reading;
                }
            }
        }
        return write(reading, true, layout);
    }

    /** Gives the memory back. */
    synchronized void forget() {
        present = null;
    }

    /**
     * As of a moment.
     *
     * @throws io.rollcall.projector.query.answer.QueryException when the view does not have it
     */
    Matrix at(AsOf asOf, @Nullable String layout) throws SQLException {
        try (Connection connection = view.reader()) {
            return write(read(connection, asOf), false, layout);
        }
    }

    private Matrix write(Reading reading, boolean now, @Nullable String layout) {
        return MatrixWriter.write(reading.moment(), now, layout, reading.rows(), codes.findings(), reading.columns());
    }

    private Reading read(Connection connection, AsOf asOf) throws SQLException {
        long began = System.nanoTime();
        Positions positions = Positions.read(connection);
        SlotFindings findings = new SlotFindings(connection, asOf);
        Rows.Builder builder = new Rows.Builder();
        findings.nodes().forEach(node -> builder.add(node, node.hashCode()));
        Rows rows = builder.build();
        List<DaemonSetCells> columns = new ArrayList<>();
        for (SlotFindings.OfDaemonSet daemonSet : findings.daemonSets()) {
            columns.add(MatrixWriter.column(
                    daemonSet.namespace(), daemonSet.name(), daemonSet.uid(), cells(rows.nodes(), daemonSet)));
        }
        long now = System.nanoTime();
        return new Reading(positions, findings.moment(), rows, List.copyOf(columns), now + REST * (now - began));
    }

    private byte[] cells(List<NodeFacts> nodes, SlotFindings.OfDaemonSet daemonSet) {
        byte[] cells = new byte[nodes.size()];
        for (int i = 0; i < cells.length; i++) {
            Finding finding = daemonSet.byNode().get(nodes.get(i).name());
            cells[i] = finding == null ? 0 : (byte) codes.number(finding);
        }
        return cells;
    }
}
