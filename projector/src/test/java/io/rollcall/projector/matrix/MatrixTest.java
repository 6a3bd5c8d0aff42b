package io.rollcall.projector.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.past.Histories;
import io.rollcall.projector.past.RecordedLog;
import io.rollcall.projector.query.AsOf;
import io.rollcall.projector.query.QueryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

    private static final int MOMENTS = 25;

    @TempDir
    Path folder;

    View view(String name) throws SQLException {
        return new View(folder.resolve(name));
    }

    static List<String> histories() {
        return Histories.names();
    }

    private static Random random() {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        return new Random(seed);
    }

    @ParameterizedTest
    @MethodSource("histories")
    @DisplayName("each cell has the code that explaining that slot gives, at every moment and between two records")
    void asExplained(String history) throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of(history));
        Random random = random();
        try (View view = view("view")) {
            Batches.apply(view, log.records());
            MatrixQuery matrix = new MatrixQuery(view.database);
            long end = log.lines().getLast().journalOffset();
            List<AsOf> moments = new ArrayList<>();
            for (int i = 0; i < MOMENTS; i++) {
                moments.add(new AsOf.Offset(0, random.nextLong(end + 1)));
                RecordedLog.Line line =
                        log.lines().get(random.nextInt(log.lines().size()));
                moments.add(new AsOf.Time(line.time().plus(Duration.ofMillis(random.nextInt(20_000)))));
            }
            moments.add(AsOf.NOW);
            for (AsOf moment : moments) {
                assertThat(Cells.of(matrix.matrix(moment, null)))
                        .as("as of %s", moment)
                        .isEqualTo(Cells.explained(view.database, moment));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    @DisplayName(
            "moved on with a view that grows it is the same as made from the whole, now and at every moment before")
    void growing(String history) throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of(history));
        Random random = random();
        try (View whole = view("whole");
                View growing = view("growing")) {
            Batches.apply(whole, log.records());
            MatrixQuery made = new MatrixQuery(whole.database);
            MatrixQuery moved = new MatrixQuery(growing.database);
            int read = 0;
            while (read < log.records().size()) {
                int next = Math.min(log.records().size(), read + 1 + random.nextInt(60));
                Batches.apply(growing, log.records().subList(read, next));
                read = next;
                assertThat(Cells.of(moved.matrix(AsOf.NOW, null)))
                        .as("after %d records", read)
                        .isEqualTo(Cells.explained(growing.database, endOf(growing)));
            }
            for (Timeline.Step step : made.timeline(MOMENTS).items()) {
                AsOf moment = AsOf.parse(step.asOf());
                assertThat(Cells.of(moved.matrix(moment, null)))
                        .as("as of %s", step.asOf())
                        .isEqualTo(Cells.of(made.matrix(moment, null)));
            }
        }
    }

    private static AsOf endOf(View view) throws SQLException {
        return view.rows("SELECT log_offset FROM clock").stream()
                .findFirst()
                .<AsOf>map(offset -> new AsOf.Offset(0, Long.parseLong(offset)))
                .orElse(AsOf.NOW);
    }

    @Test
    @DisplayName(
            "the timeline has each moment at which a slot changed, or as many as were asked for, the last included")
    void timeline() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("13-rolling-mu1"));
        try (View view = view("view")) {
            Batches.apply(view, log.records());
            MatrixQuery matrix = new MatrixQuery(view.database);
            List<Timeline.Step> all = matrix.timeline(100_000).items();
            List<Timeline.Step> few = matrix.timeline(7).items();
            assertThat(all).extracting(Timeline.Step::at).isSorted();
            assertThat(few).hasSize(7);
            assertThat(few.getLast().asOf()).isEqualTo(all.getLast().asOf());
            assertThat(few.stream().mapToInt(Timeline.Step::changes).sum())
                    .isEqualTo(all.stream().mapToInt(Timeline.Step::changes).sum());
            Object before = new Object();
            for (Timeline.Step step : all) {
                Object now = Cells.of(matrix.matrix(AsOf.parse(step.asOf()), null));
                assertThat(now).as("at %s", step.asOf()).isNotEqualTo(before);
                before = now;
            }
        }
    }

    @Test
    @DisplayName("who names the layout that it has gets no nodes again; a moment that is not there is refused")
    void layout() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("08-control-plane-taint"));
        try (View view = view("view")) {
            Batches.apply(view, log.records());
            MatrixQuery matrix = new MatrixQuery(view.database);
            Matrix first = matrix.matrix(AsOf.NOW, null);
            Matrix again = matrix.matrix(AsOf.NOW, first.layout());
            assertThat(first.nodes()).isNotNull();
            assertThat(again.nodes()).isNull();
            assertThat(again.daemonSets()).isEqualTo(first.daemonSets());
            assertThatThrownBy(() -> matrix.matrix(AsOf.parse("journal-0@99999999"), null))
                    .isInstanceOf(QueryException.class)
                    .hasMessageContaining("has not been read yet");
        }
    }
}
