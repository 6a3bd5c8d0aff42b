package io.rollcall.projector.past;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.projection.LogPartition;
import io.rollcall.projector.projection.LogRecord;
import io.rollcall.projector.view.ViewLocation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads a log into a view from where the view is, in small batches. A program of its own, so that it can be killed. */
final class Replayer {

    private Replayer() {}

    /** Arguments: the history, records of a batch, the view (a URL or a file). A line for each batch. */
    public static void main(String[] arguments) throws Exception {
        List<LogRecord> log = RecordedLog.closedLoop(Path.of(arguments[0])).records();
        try (View view = new View(location(arguments[2]))) {
            goOn(view, log, Integer.parseInt(arguments[1]), System.out);
        }
    }

    static ViewLocation location(String text) {
        return text.startsWith(ViewLocation.POSTGRES_URL)
                ? new ViewLocation.PostgresDatabase(text, "", "")
                : new ViewLocation.SqliteFile(Path.of(text));
    }

    static void goOn(View view, List<LogRecord> log, int batch, PrintStream out) throws SQLException {
        Map<LogPartition, Long> positions = view.projection.positions();
        List<LogRecord> left = log.stream()
                .filter(record -> record.offset()
                        >= positions.getOrDefault(new LogPartition(record.topicName(), record.partition()), 0L))
                .toList();
        for (int from = 0; from < left.size(); from += batch) {
            view.projection.apply(Batches.of(left.subList(from, Math.min(left.size(), from + batch))));
            out.println("batch " + from);
        }
    }
}
