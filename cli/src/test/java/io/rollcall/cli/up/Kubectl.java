package io.rollcall.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kubectl that is installed, with a home of its own. */
final class Kubectl {

    /** Another kubectl than the one on the path may be tried. */
    private static final String PROGRAM = System.getenv().getOrDefault("ROLLCALL_KUBECTL", "kubectl");

    private static final int SECONDS = 90;

    private final Path kubeconfig;
    private final Path home;
    private String editor = "false";

    Kubectl(Path kubeconfig, Path home) {
        this.kubeconfig = kubeconfig;
        this.home = home;
    }

    static boolean isInstalled() {
        return PROGRAM.contains("/")
                || Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** The version of kubectl, such as 1.32.4; says so when there is none. */
    static String version() throws IOException, InterruptedException {
        if (!isInstalled()) {
            return "kubectl is not installed";
        }
        Process process = new ProcessBuilder(PROGRAM, "version", "--client", "-o", "json").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher version = Pattern.compile("\"gitVersion\": *\"v([^\"]*)\"").matcher(text);
        return version.find() ? String.valueOf(version.group(1)) : "an unknown version: " + text;
    }

    /** What a command printed. */
    record Result(String command, int exit, String out, String err) {

        /** Standard output; the command must have succeeded. */
        String ok() {
            if (exit != 0) {
                throw new AssertionError(this);
            }
            return out;
        }
    }

    Result run(String command) throws IOException, InterruptedException {
        return run(List.of(command.split(" ")), home, "");
    }

    /** Runs it in a folder, with this on its standard input. */
    Result run(List<String> args, Path folder, String input) throws IOException, InterruptedException {
        return run(args, folder, input, Duration.ofSeconds(SECONDS), true);
    }

    /** Runs it, and stops it as Ctrl-C does when it has not ended by then. */
    Result runFor(Duration time, List<String> args, Path folder) throws IOException, InterruptedException {
        return run(args, folder, "", time, false);
    }

    /** Starts a watch; its lines are read as they come. */
    Watch watch(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(PROGRAM, "--kubeconfig", kubeconfig.toString()));
        words.addAll(List.of(command.split(" ")));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual()
                .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add));
        return new Watch(process, lines);
    }

    /** A watch and what it has printed so far. */
    record Watch(Process process, List<String> lines) implements AutoCloseable {

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Result run(List<String> args, Path folder, String input, Duration limit, boolean mustEnd)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(PROGRAM, "--kubeconfig", kubeconfig.toString()));
        words.addAll(args);
        String command = String.join(" ", args);
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        Path in = Files.writeString(Files.createTempFile(home, "in", ".txt"), input);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KUBE_EDITOR", editor);
        Process process = builder.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroy();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (mustEnd) {
                throw new AssertionError(
                        "kubectl " + command + " did not end within " + limit + ": " + read(out) + read(err));
            }
        }
        return new Result(command, process.exitValue(), read(out), read(err));
    }

    /** What {@code kubectl edit} calls on the file. */
    void editBy(String program) {
        editor = program;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
