package io.rollcall.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through a real broker a replay says the same as in one thread, line for line. */
class ReplayThroughKafkaIT {

    private static Run replay(boolean inProcess, String... more) {
        List<String> args = new ArrayList<>(List.of("replay", "--output=json"));
        if (inProcess) {
            args.add("--in-process");
        }
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private static void assertSame(String... args) {
        Run inProcess = replay(true, args);
        Run kafka = replay(false, args);
        assertThat(kafka.status()).isEqualTo(inProcess.status()).isZero();
        assertThat(kafka.comparable()).isEqualTo(inProcess.comparable()).isNotEmpty();
    }

    @Test
    void anAuditSaysTheSame() {
        assertSame(
                "--shadow",
                "--rules",
                "1.23",
                Run.example("01-basic.jsonl").toString(),
                Run.example("08-control-plane-taint.jsonl").toString(),
                Run.example("13-rolling-mu1.jsonl").toString());
    }

    @Test
    void aClosedLoopSaysTheSame() {
        assertSame(Run.example("08-control-plane-taint.jsonl").toString());
    }

    /** Back-off makes the decider wait for time: ticks come from the replay, at the same times either way. */
    @Test
    void aClosedLoopWithCrashingPodsSaysTheSame(@TempDir Path folder) throws IOException {
        String history = Files.readString(Run.example("01-basic.jsonl"));
        Path crashing = folder.resolve("crashing.jsonl");
        Files.writeString(crashing, history.replace("\"image\":\"nginx:1.14.2\"", "\"image\":\"crash\""));

        assertSame(crashing.toString());
        assertThat(replay(true, crashing.toString()).json("decision"))
                .filteredOn(decision -> decision.path("reason").asText().equals("FAILED_POD"))
                .hasSizeGreaterThan(3);
    }
}
