package io.rollcall.projector.matrix;

import io.rollcall.projector.matrix.Matrix.DaemonSetCells;
import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cells by name, as the matrix has them and as explanations do. */
final class Cells {

    private Cells() {}

    /** {@code namespace/name on node} to code. */
    static SortedMap<String, String> of(Matrix matrix) {
        SortedMap<String, String> cells = new TreeMap<>();
        List<String> nodes = Objects.requireNonNull(matrix.nodes()).names();
        for (DaemonSetCells column : matrix.daemonSets()) {
            byte[] codes = Base64.getDecoder().decode(column.cells());
            for (int i = 0; i < codes.length; i++) {
                int code = codes[i] & 0xff;
                cells.put(
                        column.namespace() + "/" + column.name() + " on " + nodes.get(i),
                        code == 0
                                ? "-"
                                : matrix.codes().get(code - 1).code() + " "
                                        + matrix.codes().get(code - 1).standing());
            }
        }
        return cells;
    }

    /** The same, each cell explained by itself. */
    static SortedMap<String, String> explained(ViewDatabase view, AsOf asOf) throws SQLException {
        SortedMap<String, String> cells = new TreeMap<>();
        ExplainQuery explain = new ExplainQuery(view);
        ListQuery lists = new ListQuery(view);
        for (ListQuery.DaemonSetEntry daemonSet : lists.daemonSets(asOf)) {
            SortedMap<String, String> standings = new TreeMap<>();
            if (explain.explain(daemonSet.namespace(), daemonSet.name(), null, asOf)
                    instanceof Explanation.OfDaemonSet whole) {
                whole.groups().forEach(group -> group.nodes().forEach(node -> standings.put(node, group.standing())));
            }
            for (ListQuery.NodeEntry node : lists.nodes(asOf)) {
                if (explain.explain(daemonSet.namespace(), daemonSet.name(), node.name(), asOf)
                        instanceof Explanation.OfSlot slot) {
                    cells.put(
                            daemonSet.namespace() + "/" + daemonSet.name() + " on " + node.name(),
                            slot.code() + " " + standings.get(node.name()));
                }
            }
        }
        return cells;
    }
}
