package io.rollcall.projector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.View;
import io.rollcall.projector.past.Histories;
import io.rollcall.projector.view.ViewLocation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The projector, killed with SIGKILL while a history streams into the view from a real broker. */
class KillIT {

    private static final String SHORT = "13-rolling-mu1";

    /** So many batches between two kills, on average. */
    private static final int BATCHES = 8;

    private static final int DELAY_NANOS = 4_000_000;

    @TempDir
    Path folder;

    ViewLocation location(String name) throws SQLException {
        return new ViewLocation.SqliteFile(folder.resolve(name));
    }

    @Test
    @DisplayName("a projector killed three times ends with the tables of one that was not, row for row")
    void killed() throws Exception {
        kill(3, Histories.of(SHORT));
    }

    @Test
    @Tag("slow")
    @DisplayName(
            "a projector killed fifty times over the largest recording of -Drollcall.histories=DIR, or ten times over"
                    + " an example, ends with the tables of one that was not, row for row")
    void killedOften() throws Exception {
        Optional<Path> largest = Histories.largest();
        kill(largest.isPresent() ? 50 : 10, largest.orElse(Histories.of(SHORT)));
    }

    private void kill(int times, Path history) throws Exception {
        long start = System.nanoTime();
        try (KeptLog log = KeptLog.of(history, folder.resolve("broker"))) {
            int batch = Math.max(1, log.records() / (times * BATCHES));
            long seed = System.nanoTime();
            System.err.printf(
                    "%s, %,d records in batches of %d, log written in %.1f s, %d kills, seed %d%n",
                    history, log.records(), batch, seconds(start), times, seed);

            FastStart fast = new FastStart(folder);
            ViewLocation unkilled = location("unkilled");
            long filling = System.nanoTime();
            assertThat(finish(log, unkilled, batch, fast)).isEqualTo(log.records());
            System.err.printf("without a kill: %.1f s%n", seconds(filling));

            ViewLocation killed = location("killed");
            long killing = System.nanoTime();
            List<Long> places = killAtWork(times, log, killed, batch, fast, new Random(seed));
            finish(log, killed, batch, fast);
            System.err.printf("killed after %s records: %.1f s%n", places, seconds(killing));
            assertThat(places).hasSize(times).isSorted().allMatch(place -> place < log.records());

            assertSame(unkilled, killed);
            System.err.printf("%d kills, same rows; %.1f s in all%n", times, seconds(start));
        }
    }

    private static double seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0;
    }

    /** How many records were in the view, at the least, at each kill. */
    private static List<Long> killAtWork(
            int times, KeptLog log, ViewLocation view, int batch, FastStart fast, Random random) throws Exception {
        List<Long> places = new ArrayList<>();
        long left = log.records();
        for (int kills = 0; kills < times; kills++) {
            // On average they are spread evenly over what is left; the last one, too, leaves some of it.
            long bite = 1 + random.nextLong(Math.max(1, left * 3 / 2 / (times - kills + 1)));
            try (ProjectorProcess projector = ProjectorProcess.start(log, view, batch, fast)) {
                ProjectorProcess.Progress progress = projector.next();
                assertThat(progress.read() + progress.left())
                        .as("what was told to be in the view before kill %d is still there", kills)
                        .isLessThanOrEqualTo(left);
                while (progress.read() < bite) {
                    progress = projector.next();
                }
                Thread.sleep(Duration.ofNanos(random.nextInt(DELAY_NANOS)));
                projector.kill();
                left = projector.last().orElse(progress).left();
            }
            assertThat(left).as("records left to read at kill %d", kills).isPositive();
            places.add(log.records() - left);
        }
        return places;
    }

    /** How many records it had to read. */
    private static long finish(KeptLog log, ViewLocation view, int batch, FastStart fast) throws Exception {
        try (ProjectorProcess projector = ProjectorProcess.start(log, view, batch, fast)) {
            ProjectorProcess.Progress first = projector.next();
            for (var progress = first; progress.left() > 0; progress = projector.next()) {
                assertThat(progress.read() + progress.left())
                        .as("read and left, of the same log")
                        .isEqualTo(first.read() + first.left());
            }
            projector.end();
            return first.read() + first.left();
        }
    }

    private static void assertSame(ViewLocation expected, ViewLocation actual) throws SQLException {
        try (View one = new View(expected);
                View other = new View(actual)) {
            assertThat(other.database.rebuilt()).isFalse();
            assertThat(other.tables()).isEqualTo(one.tables());
            for (String table : one.tables()) {
                assertThat(rows(other, table)).as(table).isEqualTo(rows(one, table));
            }
        }
    }

    private static List<String> rows(View view, String table) throws SQLException {
        return view.rows("SELECT * FROM " + table).stream().sorted().toList();
    }
}
