package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.view.ViewLocation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a whole history takes to get into a view; the times are printed. */
@Tag("slow")
class FillingTest {

    private static final String SHORT = "13-rolling-mu1";

    @TempDir
    Path folder;

    ViewLocation location(String name) throws SQLException {
        return new ViewLocation.SqliteFile(folder.resolve(name));
    }

    @Test
    @DisplayName("the largest recording of -Drollcall.histories=DIR, or an example, is in the view as a whole")
    void largest() throws Exception {
        Path history = Histories.largest().orElse(Histories.of(SHORT));
        fill("as it was recorded", history, RecordedLog.shadow(history));
        fill("with pods of Rollcall's own", history, RecordedLog.closedLoop(history));
    }

    private void fill(String what, Path history, RecordedLog log) throws SQLException {
        try (View view = new View(location(what.replace(' ', '-').replace('\'', '-')))) {
            long start = System.nanoTime();
            Batches.apply(view, log.records());
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            System.err.printf(
                    "%s, %s: %,d records in %s view in %.1f s%n",
                    history, what, log.records().size(), view.database.dialect(), taken.toMillis() / 1000.0);
            long expected = log.records().stream()
                    .filter(record -> record.topicName().endsWith("journal"))
                    .mapToLong(record -> record.offset() + 1)
                    .max()
                    .orElseThrow();
            long read = view.projection.positions().entrySet().stream()
                    .filter(position -> position.getKey().topic().endsWith("journal"))
                    .mapToLong(position -> position.getValue())
                    .max()
                    .orElseThrow();
            assertThat(read).as("journal records in the view").isEqualTo(expected);
        }
    }
}
