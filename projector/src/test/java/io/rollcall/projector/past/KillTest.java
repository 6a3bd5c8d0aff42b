package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.projector.View;
import io.rollcall.projector.view.ViewLocation;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {

    private static final String SHORT = "13-rolling-mu1";

    /** Another history than the default one, for longer runs: each kill costs its whole replay. */
    private static final String HISTORY = "rollcall.test.history";

    @TempDir
    Path folder;

    ViewLocation location(String name) throws SQLException {
        return new ViewLocation.SqliteFile(folder.resolve(name));
    }

    static String argument(ViewLocation location) {
        return switch (location) {
            case ViewLocation.SqliteFile file -> file.path().toString();
            case ViewLocation.PostgresDatabase database -> database.url();
        };
    }

    @Test
    @DisplayName("a projector killed three times ends with the tables of one that was not, row for row")
    void killed() throws Exception {
        kill(3, Histories.of(SHORT));
    }

    @Test
    @Tag("slow")
    @DisplayName("a projector killed fifty times ends with the tables of one that was not, row for row")
    void killedOften() throws Exception {
        String history = System.getProperty(HISTORY);
        kill(50, history == null ? Histories.of(SHORT) : Path.of(history));
    }

    private void kill(int times, Path history) throws Exception {
        RecordedLog log = RecordedLog.closedLoop(history);
        // Many more batches than kills, so that most of them meet a projector at work.
        int batch = Math.max(1, log.records().size() / (times * 40));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        List<String> expected;
        try (View view = new View(location("unkilled"))) {
            Replayer.goOn(view, log.records(), batch, nowhere);
            expected = view.everything();
        }
        long seed = System.nanoTime();
        System.err.println(times + " kills over " + history + ", seed " + seed);
        Random random = new Random(seed);
        ViewLocation location = location("killed-0");
        for (int kills = 0, views = 1; kills < times; ) {
            if (killOnce(history, batch, location, random)) {
                kills++;
            } else {
                // It has read everything before the blow could fall.
                assertSame(location, expected);
                location = location("killed-" + views++);
            }
        }
        try (View view = new View(location)) {
            Replayer.goOn(view, log.records(), batch, nowhere);
        }
        assertSame(location, expected);
    }

    private static void assertSame(ViewLocation location, List<String> expected) throws SQLException {
        try (View view = new View(location)) {
            assertThat(view.database.rebuilt()).isFalse();
            assertThat(view.everything()).isEqualTo(expected);
        }
    }

    /** Whether it was killed at work. */
    private static boolean killOnce(Path history, int batch, ViewLocation location, Random random) throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=*",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Replayer.class.getName(),
                        history.toString(),
                        Integer.toString(batch),
                        argument(location))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int batches = random.nextInt(1, 4); batches > 0; ) {
                String line = out.readLine();
                if (line == null) {
                    assertThat(process.waitFor()).as("exit status").isZero();
                    return false;
                }
                batches -= line.startsWith("batch ") ? 1 : 0;
            }
            Thread.sleep(0, random.nextInt(999_999));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue() != 0;
    }
}
