package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static void assertUnusable(Run run, String... words) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).first().asString().startsWith("rollcall").contains(words);
        assertThat(run.err())
                .hasSizeLessThanOrEqualTo(2)
                .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
    }

    @Test
    void helpAndVersionAreSuccess() {
        assertThat(Run.of("--help").status()).isZero();
        assertThat(Run.of("replay", "--help").out()).anyMatch(line -> line.contains("--shadow"));
        assertThat(Run.of("version").out()).first().asString().startsWith("rollcall ");
        assertThat(Run.of("version", "--output", "json").json("version")).hasSize(1);
    }

    @Test
    void aMissingCommandIsWrongUsage() {
        assertUnusable(Run.of(), "a command is missing");
    }

    @Test
    void anUnknownCommandIsWrongUsageAndTheLikelyOneIsNamed() {
        Run run = Run.of("replya");
        assertThat(run.status()).isEqualTo(2);
        assertThat(String.join("\n", run.err())).contains("replya", "replay").doesNotContain("\tat ");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        Run run = Run.of("replay", "--shadw", "x.jsonl");
        assertThat(run.status()).isEqualTo(2);
        assertThat(String.join("\n", run.err())).contains("--shadw").doesNotContain("\tat ");
    }

    @Test
    void unknownRulesAreNamedBesideTheValidOnes() {
        assertUnusable(
                Run.of(
                        "replay",
                        "--in-process",
                        "--rules",
                        "1.99",
                        Run.example("01-basic.jsonl").toString()),
                "--rules",
                "1.99",
                "newest, 1.28, 1.23");
    }

    @Test
    void anImpossibleSpeedIsNamed() {
        String history = Run.example("01-basic.jsonl").toString();
        assertUnusable(Run.of("replay", "--in-process", "--speed", "0", history), "--speed", "'0'", "max");
        assertUnusable(Run.of("replay", "--in-process", "--speed", "fast", history), "--speed", "'fast'", "max");
        assertUnusable(Run.of("replay", "--shadow", "--speed", "2", history), "--in-process");
    }

    @Test
    void aMissingHistoryIsNamedBeforeAnythingStarts(@TempDir Path folder) {
        Path missing = folder.resolve("none.jsonl");
        assertUnusable(Run.of("replay", missing.toString()), missing.toString(), "no such file");
        assertUnusable(Run.of("replay", folder.toString()), folder.toString(), "is a folder");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        String server = "http://" + closedPort();
        assertUnusable(Run.of("explain", "ds/nginx", "--server", server), server, "--server");
        assertUnusable(Run.of("explain", "ds/nginx", "--server", "nonsense"), "nonsense");
    }

    @Test
    void whatIsNoDaemonSetIsNamed() {
        assertUnusable(Run.of("explain", "nginx"), "'nginx'", "ds/NAME");
        assertUnusable(Run.of("explain", "ds/default/nginx"), "-n NAMESPACE");
    }

    @Test
    void brokersThatDoNotAnswerAreNamed() throws IOException {
        String brokers = closedPort();
        assertUnusable(Run.of("topics", "describe", "--bootstrap-server", brokers), brokers, "--bootstrap-server");
        assertUnusable(Run.of("topics", "create", "--bootstrap-server", "no port"), "no port");
    }

    @Test
    void anIllegalPrefixIsNamed() {
        assertUnusable(Run.of("topics", "describe", "--prefix", "a b"), "--prefix", "'a b'");
    }
}
