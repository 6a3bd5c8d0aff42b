package io.rollcall.cli.component;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A component as a user starts it: a process of its own, configured by a file or its environment. */
public final class StartedComponent implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private StartedComponent(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; health and metrics on a free port. */
    public static StartedComponent start(String name, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(name));
        all.addAll(List.of(arguments));
        return start(name, "io.rollcall.cli.Rollcall", environment, all);
    }

    /** Starts another class in a process. */
    static StartedComponent startClass(Class<?> main, String... arguments) throws IOException {
        return start(main.getSimpleName(), main.getName(), Map.of(), List.of(arguments));
    }

    private static StartedComponent start(
            String name, String main, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.rollcall.events",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ROLLCALL_MANAGEMENT_PORT", "0");
        builder.environment().putAll(environment);
        return new StartedComponent(name, builder.start());
    }

    /** Waits for a line that contains this; the lines so far are told when it does not come. */
    public String awaitLine(String wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (String line : lines) {
                if (line.contains(wanted)) {
                    return line;
                }
            }
            if (!process.isAlive()) {
                reader.join(PATIENCE);
                if (lines.stream().noneMatch(line -> line.contains(wanted))) {
                    break;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError(name + " never said '" + wanted + "', but:\n" + String.join("\n", lines));
    }

    /** The address behind this in the log. */
    public String address(String words) throws InterruptedException {
        // JSON may escape a slash.
        String line = awaitLine(words).replace("\\/", "/");
        Matcher url = URL.matcher(line);
        if (!url.find(line.indexOf(words))) {
            throw new AssertionError("no address in: " + line);
        }
        return url.group();
    }

    /** What its management answers. */
    public HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return get(address("health and metrics on") + path);
    }

    /** What an address answers. */
    public static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What it answers to JSON. */
    public static HttpResponse<String> post(String url, String json) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** What it has said so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for its end; returns the exit status. */
    public int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end; its lines are:\n" + String.join("\n", lines));
        }
        reader.join(PATIENCE);
        return process.exitValue();
    }

    /** SIGTERM; returns the exit status. */
    public int stop() throws InterruptedException {
        // By the handle: the process object would close its output, too.
        process.toHandle().destroy();
        return end();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
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
