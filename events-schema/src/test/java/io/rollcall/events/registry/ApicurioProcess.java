package io.rollcall.events.registry;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Apicurio's registry as a process of its own, with its store in memory; it goes with the test's JVM. */
final class ApicurioProcess implements AutoCloseable {
    private static final String PATH = "/apis/ccompat/v7";

    private final Process process;
    private final String url;
    private final Thread guard;

    private ApicurioProcess(Process process, String url) {
        this.process = process;
        this.url = url;
        this.guard = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(guard);
    }

    /**
     * Starts what the build has unpacked and returns when it answers.
     *
     * @param unpacked folder with the unpacked distribution
     * @param working folder for its log
     */
    static ApicurioProcess start(Path unpacked, Path working) throws IOException {
        int port = freePort();
        Path jar = jar(unpacked);
        Path log = working.resolve("apicurio.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + freePort(),
                        "-jar",
                        jar.toAbsolutePath().toString()))
                .directory(working.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("APICURIO_STORAGE_KIND", "sql");
        ApicurioProcess started = new ApicurioProcess(builder.start(), "http://127.0.0.1:" + port + PATH);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .failFast("Apicurio ended, see " + log, () -> !started.process.isAlive())
                    .until(started::answers);
            return started;
        } catch (RuntimeException | Error broken) {
            started.close();
            throw broken;
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(guard);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection asked =
                    (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
            return asked.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path jar(Path unpacked) throws IOException {
        try (Stream<Path> files = Files.find(
                unpacked, 3, (file, attributes) -> file.getFileName().toString().equals("quarkus-run.jar"))) {
            return files.findFirst()
                    .orElseThrow(() -> new IOException("no quarkus-run.jar in " + unpacked.toAbsolutePath()
                            + ": run this test with Maven's verify, which unpacks it"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
