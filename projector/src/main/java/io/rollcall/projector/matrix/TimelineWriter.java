package io.rollcall.projector.matrix;

import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the moments at which the matrix changed. Busy times get more of them than quiet ones. Safe for threads. */
final class TimelineWriter {

    private final ViewDatabase view;
    private final MatrixPast past;
    private MatrixPast.End writtenFor = MatrixPast.End.BEFORE_ALL;
    private int writtenSteps;
    private @Nullable Timeline written;

    TimelineWriter(ViewDatabase view, MatrixPast past) {
        this.view = view;
        this.past = past;
    }

    synchronized Timeline write(int steps) throws SQLException {
        MatrixPast.End end = past.end();
        if (written == null || writtenSteps != steps || !end.equals(writtenFor)) {
            written = compute(steps, end);
            writtenSteps = steps;
            writtenFor = end;
        }
        return written;
    }

    private Timeline compute(int steps, MatrixPast.End end) throws SQLException {
        SortedMap<Integer, OffsetList> byPartition = new TreeMap<>();
        for (Column column : past.columns()) {
            column.addOffsets(
                    byPartition.computeIfAbsent(column.daemonSet().partition(), partition -> new OffsetList()));
        }
        boolean one = end.offsets().size() == 1;
        List<Timeline.Step> items = new ArrayList<>();
        try (Connection connection = view.reader();
                PreparedStatement time =
                        connection.prepareStatement("SELECT at FROM journal WHERE partition = ? AND log_offset = ?")) {
            int each = Math.max(1, steps / Math.max(1, byPartition.size()));
            for (var entry : byPartition.entrySet()) {
                long last = end.offsets().getOrDefault(entry.getKey(), -1L);
                long first = past.begin(entry.getKey());
                long[] changes = Arrays.stream(entry.getValue().withRepeats())
                        .filter(offset -> offset >= first)
                        .toArray();
                addSteps(entry.getKey(), changes, last, each, one, time, items);
            }
        }
        items.sort(Comparator.comparing(Timeline.Step::at));
        return new Timeline(true, List.copyOf(items));
    }

    /** @param changes the offset of each change, in order */
    private static void addSteps(
            int partition,
            long[] changes,
            long last,
            int steps,
            boolean place,
            PreparedStatement time,
            List<Timeline.Step> items)
            throws SQLException {
        long moments = Arrays.stream(changes).distinct().count();
        long taken = 0;
        int from = 0;
        for (int i = 0; i < changes.length && changes[i] <= last; i++) {
            boolean endOfMoment = i + 1 == changes.length || changes[i + 1] != changes[i];
            if (!endOfMoment) {
                continue;
            }
            taken++;
            // The last moment of each share stands for it.
            if (moments <= steps || taken * steps / moments > (taken - 1) * steps / moments) {
                time.setInt(1, partition);
                time.setLong(2, changes[i]);
                try (ResultSet row = time.executeQuery()) {
                    if (row.next()) {
                        var at = ViewTime.instant(row.getLong(1));
                        String asOf = place ? "journal-" + partition + "@" + changes[i] : at.toString();
                        items.add(new Timeline.Step(at, asOf, i + 1 - from));
                        from = i + 1;
                    }
                }
            }
        }
    }
}
