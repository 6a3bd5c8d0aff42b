package io.rollcall.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
