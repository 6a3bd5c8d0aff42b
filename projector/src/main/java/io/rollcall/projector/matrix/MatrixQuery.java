package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Matrix.DaemonSetCells;
import io.rollcall.projector.matrix.MatrixPast.End;
import io.rollcall.projector.query.AsOf;
import io.rollcall.projector.query.NodeRow;
import io.rollcall.projector.query.PastReader;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.model.NodeFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The matrix now and at any moment: in each cell the code that {@code ExplainQuery} gives for that slot and moment.
 *
 * <p>The first question reads the whole past into memory; later ones what came since. What is going on right now is answered from
 * what is at hand when that takes long, and says as of when. Safe for threads.
 */
public final class MatrixQuery {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ViewDatabase view;
    private final MatrixPast past;
    private final Refresher refresher;
    private final TimelineWriter timelines;

    /** Questions to this view. */
    public MatrixQuery(ViewDatabase view) {
        this.view = view;
        this.past = new MatrixPast(view, System::nanoTime);
        this.refresher = new Refresher(past);
        this.timelines = new TimelineWriter(view, past);
    }

    /**
     * The matrix.
     *
     * @param layout name of the layout that the asker has; null when it has none
     * @throws io.rollcall.projector.query.QueryException when the view does not have that moment
     */
    public Matrix matrix(AsOf asOf, @Nullable String layout) throws SQLException {
        boolean now = asOf instanceof AsOf.Now;
        Moment moment = now ? newest() : moment(asOf);
        return write(moment, now, layout);
    }

    /** Begins to read, so that the first who asks waits less. Returns at once. */
    public MatrixQuery begin() {
        refresher.begin();
        return this;
    }

    /** When the matrix changed. */
    public Timeline timeline(int steps) throws SQLException {
        newest();
        return timelines.write(steps);
    }

    private Moment newest() {
        End end = refresher.end(PATIENCE);
        return new Moment(end.offsets(), Math.max(0, end.time()), home(end.offsets()));
    }

    private static int home(SortedMap<Integer, Long> offsets) {
        return offsets.isEmpty() ? 0 : offsets.firstKey();
    }

    private Moment moment(AsOf asOf) throws SQLException {
        Moment moment;
        try (Connection connection = view.reader()) {
            moment = new PastReader(connection)
                    .tables(asOf)
                    .moment()
                    .orElseThrow(() -> new IllegalStateException("a moment of the past has tables of the past"));
        }
        if (moment.offsets().entrySet().stream()
                .anyMatch(wanted -> past.end().offsets().getOrDefault(wanted.getKey(), -1L) < wanted.getValue())) {
            past.refresh();
        }
        return moment;
    }

    private Matrix write(Moment moment, boolean now, @Nullable String known) {
        List<NodeFacts> nodes = new ArrayList<>();
        long offset = moment.offsets().getOrDefault(moment.home(), -1L);
        long mark = 17;
        for (NodePast versions : past.nodes(moment.home()).values()) {
            NodeRow node = versions.at(offset);
            if (node != null && node.deletedAt() == null) {
                nodes.add(node.facts());
                mark = mark * 1_000_003 + node.facts().hashCode();
            }
        }
        String layout = Long.toHexString(mark * 31 + nodes.size());
        List<Column> columns = new ArrayList<>(past.columns());
        columns.removeIf(column -> column.spec().at(offset(moment, column)).isEmpty());
        columns.sort(Comparator.comparing((Column column) -> column.daemonSet().namespace())
                .thenComparing(column -> column.daemonSet().name()));
        return new Matrix(
                ViewTime.instant(moment.time()),
                moment.offsets().size() == 1 ? "journal-" + moment.home() + "@" + offset : null,
                now,
                layout,
                layout.equals(known) ? null : LayoutWriter.write(nodes),
                past.codes().findings(),
                columns.stream().map(column -> cells(column, nodes, moment)).toList());
    }

    private static long offset(Moment moment, Column column) {
        return moment.offsets().getOrDefault(column.daemonSet().partition(), -1L);
    }

    private static DaemonSetCells cells(Column column, List<NodeFacts> nodes, Moment moment) {
        long offset = offset(moment, column);
        byte[] cells = new byte[nodes.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) column.cell(nodes.get(i).name()).codeAt(offset, moment.time());
        }
        return new DaemonSetCells(
                column.daemonSet().namespace(),
                column.daemonSet().name(),
                column.daemonSet().uid(),
                Base64.getEncoder().encodeToString(cells));
    }
}
