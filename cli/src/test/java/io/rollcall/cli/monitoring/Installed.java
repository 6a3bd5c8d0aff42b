package io.rollcall.cli.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of Prometheus. Without them tests are skipped; with {@code CI=true} they fail. */
final class Installed {

    private Installed() {}

    static void require(String program) {
        boolean there;
        try {
            there = run(List.of(program, "--version")).status() == 0;
        } catch (IOException missing) {
            there = false;
        }
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(program + " is not installed: apt-get install prometheus");
        }
        assumeTrue(there, program + " is not installed");
    }

    record Ended(int status, String output) {}

    static Ended run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } finally {
            process.destroyForcibly();
        }
    }
}
