package io.rollcall.projector.projection;

import static io.rollcall.events.topics.TopicCatalogue.NODE_EVENTS;
import static io.rollcall.projector.Given.event;
import static io.rollcall.projector.Given.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicityTest {

    private static final LogPartition NODES = new LogPartition("rollcall.node-events", 0);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a batch that fails leaves neither rows nor offsets, and goes through when the fault is gone")
    void failingBatch() throws SQLException {
        Records log = new Records();
        try (View view = new View(folder)) {
            view.fold(log.add(NODE_EVENTS, "n1", event(node("n1"))));
            view.execute("CREATE TRIGGER full BEFORE UPDATE ON offsets BEGIN SELECT RAISE(ABORT, 'no room'); END");

            LogBatch batch = log.add(NODE_EVENTS, "n2", event(node("n2"))).batch();
            assertThatThrownBy(() -> view.projection.apply(batch)).hasMessageContaining("no room");
            assertThat(view.rows("SELECT name FROM nodes")).containsExactly("n1");
            assertThat(view.projection.positions()).containsEntry(NODES, 1L);

            view.execute("DROP TRIGGER full");
            view.projection.apply(batch);
            assertThat(view.rows("SELECT name FROM nodes ORDER BY name")).containsExactly("n1", "n2");
            assertThat(view.projection.positions()).containsEntry(NODES, 2L);
        }
    }

    @Test
    @DisplayName("after a restart reading goes on where the view ends")
    void restart() throws SQLException {
        Records log = new Records();
        try (View view = new View(folder)) {
            view.fold(log.add(NODE_EVENTS, "n1", event(node("n1"))));
        }
        try (View view = new View(folder)) {
            assertThat(view.database.rebuilt()).isFalse();
            assertThat(view.projection.positions()).containsEntry(NODES, 1L);
            view.fold(log.add(NODE_EVENTS, "n2", event(node("n2"))));
            assertThat(view.rows("SELECT name FROM nodes ORDER BY name")).containsExactly("n1", "n2");
        }
    }

    @Test
    @DisplayName("killed at any moment, rows and offsets still agree")
    void killed() throws Exception {
        long seed = System.nanoTime();
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        long before = 0;
        for (int round = 0; round < 4; round++) {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Endless.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                // Only when it writes, and then in the middle of something.
                for (int batches = random.nextInt(1, 40); batches > 0; batches--) {
                    awaitBatch(out);
                }
                Thread.sleep(0, random.nextInt(999_999));
            } finally {
                process.destroyForcibly().waitFor();
            }
            try (View view = new View(folder)) {
                assertThat(view.database.rebuilt()).isFalse();
                long next = view.projection.positions().getOrDefault(NODES, 0L);
                assertThat(view.rows("SELECT count(*), max(log_offset) + 1 FROM nodes"))
                        .containsExactly(next + "|" + next);
                assertThat(next).isGreaterThan(before);
                before = next;
            }
        }
    }

    private static void awaitBatch(BufferedReader out) throws IOException {
        String line;
        do {
            line = out.readLine();
            assertThat(line).as("the process still writes").isNotNull();
        } while (!line.startsWith("batch "));
    }

    /** Folds nodes for ever from where the view ends, ten a batch; a line for each batch. */
    static final class Endless {
        public static void main(String[] arguments) throws SQLException {
            try (View view = new View(Path.of(arguments[0]))) {
                long next = view.projection.positions().getOrDefault(NODES, 0L);
                Records log = new Records();
                for (long skipped = 0; skipped < next; skipped++) {
                    log.add(NODE_EVENTS, "n", event(node("n")));
                }
                log.batch();
                while (true) {
                    for (int i = 0; i < 10; i++, next++) {
                        log.add(NODE_EVENTS, "n" + next, event(node("n" + next)));
                    }
                    view.fold(log);
                    System.out.println("batch " + next);
                }
            }
        }
    }
}
