package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.view.Moment;
import io.rollcall.projector.view.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state as of a line against the state of a view that has read no further. */
class PastTest {

    private static final int LINES = 100;

    @TempDir
    Path folder;

    View view(String name) throws SQLException, IOException {
        return new View(folder.resolve(name));
    }

    static List<String> histories() {
        return Histories.names();
    }

    @ParameterizedTest
    @MethodSource("histories")
    @DisplayName("closed loop: the state as of any line is that of a replay up to that line")
    void closedLoop(String history) throws Exception {
        check(RecordedLog.closedLoop(Histories.of(history)), List.of());
    }

    @ParameterizedTest
    @MethodSource("histories")
    @DisplayName("shadow: the state as of any line is that of a replay up to that line")
    void shadow(String history) throws Exception {
        check(RecordedLog.shadow(Histories.of(history)), State.JUDGEMENTS);
    }

    @Test
    @Tag("slow")
    @DisplayName("the same for the largest recording of -Drollcall.histories=DIR")
    void largest() throws Exception {
        Optional<Path> history = Histories.largest();
        Assumptions.assumeTrue(history.isPresent(), "no -Drollcall.histories=DIR: only the examples are gone through");
        check(RecordedLog.closedLoop(history.orElseThrow()), List.of());
    }

    private void check(RecordedLog log, List<String> without) throws Exception {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        List<RecordedLog.Line> lines = new Random(seed)
                .ints(LINES, 0, log.lines().size())
                .sorted()
                .distinct()
                .mapToObj(log.lines()::get)
                .toList();
        try (View whole = view("whole");
                View growing = view("growing")) {
            Batches.apply(whole, log.records());
            int read = 0;
            for (RecordedLog.Line line : lines) {
                Batches.apply(growing, log.records().subList(read, line.records()));
                read = line.records();
                List<String> replayed = State.now(growing, without);
                List<String> asOf = State.asOf(whole, line.journalOffset(), without);
                List<String> missing = new ArrayList<>(replayed);
                missing.removeAll(asOf);
                List<String> extra = new ArrayList<>(asOf);
                extra.removeAll(replayed);
                assertThat(extra)
                        .as(
                                "as of line %d, journal offset %d, in place of %s",
                                line.number(), line.journalOffset(), missing)
                        .isEmpty();
                assertThat(missing).as("missing as of line %d", line.number()).isEmpty();
            }
            assertThat(objectsMissing(whole, lines.getLast())).isEqualTo("0");
        }
    }

    private static String objectsMissing(View whole, RecordedLog.Line line) throws SQLException {
        Moment moment = new Moment(new TreeMap<>(Map.of(0, line.journalOffset())), 0, 0);
        return whole.rows("SELECT count(*) FROM " + Tables.asOf(moment).of("pods")
                        + " WHERE object = '' AND deleted_at IS NULL")
                .getFirst();
    }
}
