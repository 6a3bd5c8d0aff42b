package io.rollcall.projector.matrix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DaemonSet's cells. One thread writes; any may read, and sees each cell whole. */
final class Column {

    private static final Cell NONE = new Cell.Builder().build();

    private final SpecRows.Known daemonSet;
    private volatile SpecPast spec = SpecPast.NONE;
    private final Map<String, Cell> cells = new ConcurrentHashMap<>();

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

    Cell cell(String node) {
        return cells.getOrDefault(node, NONE);
    }

    void cell(String node, Cell cell) {
        cells.put(node, cell);
    }

    /** Adds the offset of each change of each slot. */
    void addOffsets(OffsetList offsets) {
        for (Cell cell : cells.values()) {
            for (int step = 0; step < cell.size(); step++) {
                if (step == 0 || cell.offset(step) != cell.offset(step - 1)) {
                    offsets.add(cell.offset(step));
                }
            }
        }
    }
}
