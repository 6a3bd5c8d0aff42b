package io.rollcall.projector.matrix;

import io.rollcall.projector.query.finding.SlotBasis;
import io.rollcall.projector.query.finding.SlotBasis.Slot;
import io.rollcall.projector.query.read.NodeRow;
import io.rollcall.projector.view.ViewTime;
import io.rollcall.rules.eligibility.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Works out cells: asks for the finding wherever something that it rests on changed. Pure but for its scratch space; one thread. */
final class CellWriter {

    private final Codes codes;
    private final OffsetList offsets = new OffsetList();
    private final Cell.Builder cell = new Cell.Builder();
    private @Nullable SlotBasis judgedBy;
    private @Nullable NodeRow judgedNode;
    private Verdict judged = Verdict.NODE_GONE;

    CellWriter(Codes codes) {
        this.codes = codes;
    }

    Cell write(SpecPast spec, NodePast node, SlotPast slot) {
        offsets.clear();
        for (long offset : spec.offsets()) {
            offsets.add(offset);
        }
        node.versions().forEach(version -> offsets.add(version.offset()));
        slot.addOffsets(offsets);
        cell.clear();
        for (long offset : offsets.sorted()) {
            step(offset, spec, node, slot);
        }
        return cell.build();
    }

    private void step(long offset, SpecPast spec, NodePast nodes, SlotPast past) {
        Optional<SlotBasis> basis = spec.at(offset);
        NodeRow node = nodes.at(offset);
        if (basis.isEmpty() || node == null) {
            cell.step(offset, 0);
            return;
        }
        Slot slot = new Slot(
                node, judge(basis.get(), node), past.podsAt(offset), past.commandAt(offset), past.failuresAt(offset));
        SortedSet<Instant> deadlines = basis.get().deadlines(slot);
        if (deadlines.isEmpty()) {
            cell.step(offset, number(basis.get(), slot, Instant.EPOCH));
            return;
        }
        cell.stepUntilLater(offset, number(basis.get(), slot, deadlines.first().minusNanos(1)));
        for (Instant deadline : deadlines) {
            cell.later(ViewTime.micros(deadline), number(basis.get(), slot, deadline));
        }
    }

    private int number(SlotBasis basis, Slot slot, Instant now) {
        return codes.number(basis.find(slot, now));
    }

    private Verdict judge(SlotBasis basis, NodeRow node) {
        if (basis != judgedBy || node != judgedNode) {
            judged = basis.judge(node);
            judgedBy = basis;
            judgedNode = node;
        }
        return judged;
    }
}
