package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Matrix.DaemonSetCells;
import io.rollcall.projector.matrix.MatrixPast.End;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.read.PastReader;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The matrix now and at any moment: in each cell the code that {@code ExplainQuery} gives for that slot and moment.
 *
 * <p>The past is read into memory once, which takes a while in a large cluster, and moved on from then; until it is there, where
 * moving on takes long, and before it begins, a moment is read straight from the view. Safe for threads.
 */
public final class MatrixQuery {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ViewDatabase view;
    private final Codes codes = new Codes();
    private final MatrixReading reading;
    private final MatrixPast past;
    private final Refresher refresher;
    private final TimelineWriter timelines;

    /** Questions to this view. */
    public MatrixQuery(ViewDatabase view) {
        this(view, MatrixPast.MOST_STEPS);
    }

    /** @param mostSteps see {@link MatrixPast} */
    MatrixQuery(ViewDatabase view, long mostSteps) {
        this.view = view;
        this.reading = new MatrixReading(view, codes);
        this.past = new MatrixPast(view, codes, mostSteps);
        this.refresher = new Refresher(past, reading);
        this.timelines = new TimelineWriter(view, past);
    }

    /**
     * The matrix.
     *
     * @param layout name of the layout that the asker has; null when it has none
     * @throws io.rollcall.projector.query.answer.QueryException when the view does not have that moment
     */
    public Matrix matrix(AsOf asOf, @Nullable String layout) throws SQLException {
        if (asOf instanceof AsOf.Now) {
            Optional<End> end = refresher.end(PATIENCE);
            return end.isPresent() ? write(moment(end.get()), true, layout) : reading.now(layout);
        }
        Moment moment = moment(asOf);
        if (!past.newEnough(moment)) {
            refresher.end(PATIENCE);
        }
        return past.reaches(moment) ? write(moment, false, layout) : reading.at(asOf, layout);
    }

    /** Begins to read, so that the first who asks waits less. Returns at once. */
    public MatrixQuery begin() {
        refresher.begin();
        return this;
    }

    /** Waits until the past is in memory and as far as the view. */
    void awaitPast() {
        refresher.await();
    }

    /** When the matrix changed, once the past is prepared. */
    public Timeline timeline(int steps) throws SQLException {
        refresher.end(PATIENCE);
        return past.prepared() ? timelines.write(steps) : Timeline.IN_PREPARATION;
    }

    private static Moment moment(End end) {
        SortedMap<Integer, Long> offsets = end.offsets();
        return new Moment(offsets, end.time(), offsets.isEmpty() ? 0 : offsets.firstKey());
    }

    private Moment moment(AsOf asOf) throws SQLException {
        try (Connection connection = view.reader()) {
            return new PastReader(connection)
                    .tables(asOf)
                    .moment()
                    .orElseThrow(() -> new IllegalStateException("a moment of the past has tables of the past"));
        }
    }

    private Matrix write(Moment moment, boolean now, @Nullable String layout) {
        long offset = moment.offsets().getOrDefault(moment.home(), -1L);
        Rows.Builder builder = new Rows.Builder();
        for (NodePast versions : past.nodes(moment.home()).values()) {
            NodePast.Version node = versions.versionAt(offset);
            if (node != null && node.row().deletedAt() == null) {
                builder.add(node.row().facts(), node.hash());
            }
        }
        Rows rows = builder.build();
        int[] numbers = rows.nodes().stream()
                .mapToInt(node -> past.numbers().of(node.name()))
                .toArray();
        List<Column> columns = new ArrayList<>(past.columns());
        columns.removeIf(column -> column.spec().at(offset(moment, column)).isEmpty());
        columns.sort(Comparator.comparing((Column column) -> column.daemonSet().namespace())
                .thenComparing(column -> column.daemonSet().name()));
        return MatrixWriter.write(
                moment,
                now,
                layout,
                rows,
                codes.findings(),
                columns.stream().map(column -> cells(column, numbers, moment)).toList());
    }

    private static long offset(Moment moment, Column column) {
        return moment.offsets().getOrDefault(column.daemonSet().partition(), -1L);
    }

    private static DaemonSetCells cells(Column column, int[] nodes, Moment moment) {
        long offset = offset(moment, column);
        byte[] cells = new byte[nodes.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) column.cell(nodes[i]).codeAt(offset, moment.time());
        }
        return MatrixWriter.column(
                column.daemonSet().namespace(),
                column.daemonSet().name(),
                column.daemonSet().uid(),
                cells);
    }
}
