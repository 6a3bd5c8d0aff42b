package io.rollcall.projector;

import io.rollcall.projector.projection.LogBatch;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.LogRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gives records to a view as a reader of the log would. */
public final class Batches {

    private static final int SIZE = 2_000;

    private Batches() {}

    /** In batches of the usual size, in the order given. */
    public static void apply(View view, List<LogRecord> records) throws SQLException {
        for (int from = 0; from < records.size(); from += SIZE) {
            view.projection.apply(of(records.subList(from, Math.min(from + SIZE, records.size()))));
        }
    }

    /** These records as one batch. */
    public static LogBatch of(List<LogRecord> records) {
        SortedMap<LogPartition, Long> next = new TreeMap<>();
        for (LogRecord record : records) {
            next.put(new LogPartition(record.topicName(), record.partition()), record.offset() + 1);
        }
        return new LogBatch(records, next);
    }
}
