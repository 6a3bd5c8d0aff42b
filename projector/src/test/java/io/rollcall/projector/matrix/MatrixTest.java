package io.rollcall.projector.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.past.Histories;
import io.rollcall.projector.past.RecordedLog;
import io.rollcall.projector.projection.LogRecord;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

    private static final int MOMENTS = 25;
    private static final Set<Topic<?>> LATE = Set.of(TopicCatalogue.COMMANDS, TopicCatalogue.DECISIONS);

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
            MatrixQuery matrix = prepared(view);
            MatrixReading reading = new MatrixReading(view.database, new Codes());
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
                Object explained = Cells.explained(view.database, moment);
                assertThat(Cells.of(matrix.matrix(moment, null)))
                        .as("as of %s", moment)
                        .isEqualTo(explained);
                Matrix read = moment == AsOf.NOW ? reading.now(null) : reading.at(moment, null);
                assertThat(Cells.of(read))
                        .as("read straight from the view, as of %s", moment)
                        .isEqualTo(explained);
                assertThat(read.layout()).isEqualTo(matrix.matrix(moment, null).layout());
            }
        }
    }

    private static MatrixQuery prepared(View view) {
        MatrixQuery matrix = new MatrixQuery(view.database);
        matrix.awaitPast();
        return matrix;
    }

    @ParameterizedTest
    @MethodSource("histories")
    @DisplayName(
            "commands and decisions that come long after the records of the journal that they answer to change the past as well")
    void late(String history) throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of(history));
        List<LogRecord> late = log.records().stream()
                .filter(record -> LATE.contains(record.topic()))
                .toList();
        List<LogRecord> punctual = log.records().stream()
                .filter(record -> !LATE.contains(record.topic()))
                .toList();
        try (View view = view("view")) {
            Batches.apply(view, punctual);
            MatrixQuery matrix = prepared(view);
            Batches.apply(view, late.subList(0, late.size() / 2));
            matrix.awaitPast();
            Batches.apply(view, late.subList(late.size() / 2, late.size()));
            matrix.awaitPast();
            for (Timeline.Step step : matrix.timeline(MOMENTS).items()) {
                AsOf moment = AsOf.parse(step.asOf());
                assertThat(Cells.of(matrix.matrix(moment, null)))
                        .as("as of %s", step.asOf())
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
            MatrixQuery made = prepared(whole);
            MatrixQuery moved = prepared(growing);
            int read = 0;
            while (read < log.records().size()) {
                int next = Math.min(log.records().size(), read + 1 + random.nextInt(60));
                Batches.apply(growing, log.records().subList(read, next));
                read = next;
                moved.awaitPast();
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

    @Test
    @DisplayName(
            "of a history that is too long for the memory the timeline has the last part, and each moment before is answered all the same")
    void bounded() throws Exception {
        RecordedLog log = RecordedLog.closedLoop(Histories.of("13-rolling-mu1"));
        try (View view = view("view")) {
            Batches.apply(view, log.records());
            List<Timeline.Step> all = prepared(view).timeline(100_000).items();
            MatrixQuery matrix = new MatrixQuery(view.database, all.size());
            matrix.awaitPast();
            List<Timeline.Step> kept = matrix.timeline(100_000).items();
            assertThat(kept).isNotEmpty().hasSizeLessThan(all.size());
            assertThat(kept.getLast()).isEqualTo(all.getLast());
            for (Timeline.Step step : all) {
                AsOf moment = AsOf.parse(step.asOf());
                assertThat(Cells.of(matrix.matrix(moment, null)))
                        .as("as of %s", step.asOf())
                        .isEqualTo(Cells.explained(view.database, moment));
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
            MatrixQuery matrix = prepared(view);
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
            MatrixQuery matrix = prepared(view);
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
