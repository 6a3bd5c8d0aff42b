package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Matrix.DaemonSetCells;
import io.rollcall.projector.query.finding.SlotBasis.Finding;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.ViewTime;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the answer. Pure. */
final class MatrixWriter {

    private MatrixWriter() {}

    /**
     * A matrix.
     *
     * @param now whether the newest moment was asked for
     * @param known the layout that the asker has; null when it has none
     */
    static Matrix write(
            Moment moment,
            boolean now,
            @Nullable String known,
            Rows rows,
            List<Finding> codes,
            List<DaemonSetCells> columns) {
        long offset = moment.offsets().getOrDefault(moment.home(), -1L);
        return new Matrix(
                ViewTime.instant(Math.max(0, moment.time())),
                moment.offsets().size() == 1 ? "journal-" + moment.home() + "@" + offset : null,
                now,
                rows.layout(),
                rows.layout().equals(known) ? null : LayoutWriter.write(rows.nodes()),
                codes,
                columns);
    }

    /** A column, a code a row. */
    static DaemonSetCells column(String namespace, String name, String uid, byte[] cells) {
        return new DaemonSetCells(namespace, name, uid, Base64.getEncoder().encodeToString(cells));
    }
}
