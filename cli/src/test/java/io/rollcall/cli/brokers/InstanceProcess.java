package io.rollcall.cli.brokers;

import io.rollcall.controller.app.ControllerApp;
import io.rollcall.controller.app.ControllerConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A controller in a process of its own, that can be killed. */
final class InstanceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PROBE_MILLIS = 50;

    private final Process process;
    private final Path ready;
    private final Path log;

    private InstanceProcess(Process process, Path ready, Path log) {
        this.process = process;
        this.ready = ready;
        this.log = log;
    }

    static InstanceProcess start(Path folder, Map<String, String> settings) throws IOException {
        Path file = folder.resolve("instance.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        Path ready = folder.resolve("instance.ready");
        Path log = folder.resolve("instance.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.rollcall.events",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InstanceProcess.class.getName(),
                        file.toString(),
                        ready.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        return new InstanceProcess(builder.start(), ready, log);
    }

    /** Waits until it has its part of the work. */
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the instance is not ready; its log:\n" + Files.readString(log));
            }
            Thread.sleep(PROBE_MILLIS);
        }
    }

    /** Kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process itself: the settings' file and the file that says that it is ready. */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(Path.of(arguments[0]))) {
            properties.load(in);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        ControllerApp app = ControllerApp.start(ControllerConfig.of(settings));
        app.awaitReady(PATIENCE);
        Files.createFile(Path.of(arguments[1]));
        new CountDownLatch(1).await();
    }
}
