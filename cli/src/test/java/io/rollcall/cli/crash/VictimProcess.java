package io.rollcall.cli.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that can be killed, halted and started again with the same arguments. What it prints is kept in a file, over all its
 * lives. For one thread.
 */
final class VictimProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final int LAST_LINES = 40;

    private final String name;
    private final List<String> command;
    private final Path output;
    private @Nullable Process process;
    private boolean halted;

    /**
     * @param name for people
     * @param output file for what it prints
     * @param jvm options of the JVM
     * @param arguments class and its arguments
     */
    VictimProcess(String name, Path output, List<String> jvm, List<String> arguments) {
        this.name = name;
        this.output = output;
        this.command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // Nobody lives long here: the quick compiler is enough.
                "-XX:TieredStopAtLevel=1",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.rollcall.events"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
    }

    String name() {
        return name;
    }

    /** Starts it; it must not be running. */
    void start() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running");
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        halted = false;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    boolean isHalted() {
        return halted;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        Process victim = running();
        victim.destroyForcibly();
        victim.waitFor();
        halted = false;
    }

    /** SIGSTOP: it is there and does nothing, until {@link #goOn}. */
    void halt() throws IOException, InterruptedException {
        signal("STOP");
        halted = true;
    }

    /** SIGCONT. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
        halted = false;
    }

    /** SIGTERM; returns the exit status. */
    int stop() throws InterruptedException {
        Process victim = running();
        victim.destroy();
        if (!victim.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError(name + " did not stop; it printed:\n" + lastLines());
        }
        return victim.exitValue();
    }

    /** The end of what it printed. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + output + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Everything it printed. */
    Path output() {
        return output;
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String[] kill = {"kill", "-" + signal, Long.toString(running().pid())};
        if (new ProcessBuilder(kill).inheritIO().start().waitFor() != 0) {
            throw new IOException(Arrays.toString(kill) + " failed");
        }
    }

    private Process running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(name + " is not running; it printed:\n" + lastLines());
        }
        return process;
    }

    /** Kills it; returns when it is gone, with its ports and files. */
    @Override
    public void close() {
        if (process != null) {
            // A process that is halted dies of SIGKILL all the same.
            process.destroyForcibly();
            // One that does not go must not keep those after it from being killed.
            process.onExit()
                    .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }
}
