package io.rollcall.projector.matrix;

import java.util.Arrays;

/** A DaemonSet's cells, by the numbers of the nodes. One thread writes; any may read, and sees each cell whole. */
final class Column {

    private static final Cell NONE = new Cell.Builder().build();

    private final SpecRows.Known daemonSet;
    private volatile SpecPast spec = SpecPast.NONE;
    private volatile Cell[] cells = new Cell[0];

    Column(SpecRows.Known daemonSet) {
        this.daemonSet = daemonSet;
    }

    SpecRows.Known daemonSet() {
        return daemonSet;
    }

    SpecPast spec() {
        return spec;
    }

    void spec(SpecPast past) {
        spec = past;
    }

    Cell cell(int node) {
        Cell[] now = cells;
        return node < now.length ? now[node] : NONE;
    }

    void cell(int node, Cell cell) {
        Cell[] now = cells;
        if (node >= now.length) {
            Cell[] more = Arrays.copyOf(now, Math.max(node + 1, now.length * 2));
            Arrays.fill(more, now.length, more.length, NONE);
            more[node] = cell;
            cells = more;
        } else {
            // A cell is immutable: who reads the array meanwhile sees this one or the one before.
            now[node] = cell;
        }
    }

    /** How many steps all its cells have. */
    long steps() {
        long steps = 0;
        for (Cell cell : cells) {
            steps += cell.size();
        }
        return steps;
    }

    /** Forgets what is over before an offset. */
    void forgetBefore(long offset) {
        Cell[] now = cells;
        for (int i = 0; i < now.length; i++) {
            now[i] = now[i].since(offset);
        }
    }

    /** Adds the offset of each change of each slot. */
    void addOffsets(OffsetList offsets) {
        for (Cell cell : cells) {
            for (int step = 0; step < cell.size(); step++) {
                if (step == 0 || cell.offset(step) != cell.offset(step - 1)) {
                    offsets.add(cell.offset(step));
                }
            }
        }
    }
}
