package io.rollcall.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The kubectl that is installed, with a home of its own. */
final class Kubectl {

    private static final int SECONDS = 90;

    private final Path kubeconfig;
    private final Path home;

    Kubectl(Path kubeconfig, Path home) {
        this.kubeconfig = kubeconfig;
        this.home = home;
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
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
        List<String> words = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig.toString()));
        words.addAll(List.of(command.split(" ")));
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "kubectl " + command + " did not end within " + SECONDS + " s: " + read(out) + read(err));
        }
        return new Result(command, process.exitValue(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
