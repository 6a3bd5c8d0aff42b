package io.rollcall.cli.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code rollcall up} as a user starts it: in a process of its own, that can be stopped and killed. */
final class UpProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int LAST_LINES = 20;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private UpProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "up-output");
        reader.setDaemon(true);
        reader.start();
    }

    static UpProcess start(Path data, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.rollcall.events",
                "-cp",
                System.getProperty("java.class.path"),
                "io.rollcall.cli.Rollcall",
                "up",
                "--data",
                data.toString(),
                "--web-port",
                "0",
                "--metrics-port",
                "0",
                "--kube-port",
                "0"));
        command.addAll(List.of(arguments));
        return new UpProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits for a line; the lines so far are told when it does not come. */
    String awaitLine(Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (String line : lines) {
                if (wanted.test(line)) {
                    return line;
                }
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the awaited line did not come; there are:\n" + String.join("\n", lines));
    }

    /** How the process ended, with its exit status and last lines; empty while it lives. */
    Optional<String> end() {
        if (process.isAlive()) {
            return Optional.empty();
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return Optional.of("rollcall up ended with status " + process.exitValue() + ":\n" + String.join("\n", last));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As Ctrl-C does; returns the exit status. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("it did not end; its lines are:\n" + String.join("\n", lines));
        }
        return process.exitValue();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add("output ended: " + ended.getMessage());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
