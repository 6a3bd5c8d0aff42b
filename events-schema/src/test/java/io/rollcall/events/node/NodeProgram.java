package io.rollcall.events.node;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program in Node with the packages that its lock file names, installed in a copy of its folder. Tests that need it are skipped where
 * there is no Node; with {@code CI=true} they fail there.
 */
public final class NodeProgram {

    private static final Duration INSTALLING = Duration.ofMinutes(5);

    /**
     * How a run ended.
     *
     * @param status exit status
     * @param output standard output
     * @param errors standard error
     */
    public record Ended(int status, String output, String errors) {}

    private final Path folder;

    private NodeProgram(Path folder) {
        this.folder = folder;
    }

    /**
     * Installs the program of a folder.
     *
     * @param source the folder, with package.json, package-lock.json and the program's files
     * @param folder a folder to install it in
     */
    public static NodeProgram install(Path source, Path folder) throws IOException, InterruptedException {
        boolean there = isThere("node") && isThere("npm");
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("node and npm are not installed: apt-get install nodejs npm");
        }
        assumeTrue(there, "node and npm are not installed");
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Ended npm = run(folder, INSTALLING, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        if (npm.status() != 0) {
            throw new IOException("npm ci in " + folder + " ended with " + npm.status() + ": " + npm.errors());
        }
        return new NodeProgram(folder);
    }

    /** Runs one of its files to the end. */
    public Ended run(Duration patience, String file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", file));
        command.addAll(Arrays.asList(arguments));
        return run(folder, patience, command);
    }

    private static Ended run(Path folder, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command + " did not end within " + patience.toSeconds() + " s; it said: "
                        + Files.readString(output) + Files.readString(errors));
            }
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isThere(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(stopped));
        }
    }
}
