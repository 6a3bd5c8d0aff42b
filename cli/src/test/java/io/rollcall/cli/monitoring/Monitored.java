package io.rollcall.cli.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Components in processes of their own, and a real Prometheus that scrapes them every second. */
final class Monitored implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<Process> processes = new ArrayDeque<>();
    private final int prometheus = freePort();

    Monitored(Path folder) throws IOException {
        this.folder = folder;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts a component with these settings, and returns where its management endpoints are. */
    String component(String name, Map<String, String> settings) throws IOException {
        int management = freePort();
        List<String> lines = new ArrayList<>(List.of("management.port=" + management));
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        Path file = Files.write(folder.resolve(name + ".properties"), lines);
        start(
                name,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.rollcall.events",
                "-cp",
                System.getProperty("java.class.path"),
                "io.rollcall.cli.Rollcall",
                name,
                "--config",
                file.toString());
        return "http://127.0.0.1:" + management;
    }

    /** Starts Prometheus on these targets, by job. */
    void prometheus(Map<String, String> targets) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "global: {scrape_interval: 1s, evaluation_interval: 1s}",
                "rule_files: ['" + AlertRulesTest.RULES.toAbsolutePath() + "']",
                "scrape_configs:"));
        targets.forEach((job, url) -> lines.add(
                "  - {job_name: " + job + ", static_configs: [{targets: ['" + url.replace("http://", "") + "']}]}"));
        Path file = Files.write(folder.resolve("prometheus.yml"), lines);
        start(
                "prometheus",
                "prometheus",
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + prometheus);
    }

    private void start(String name, String... command) throws IOException {
        processes.push(new ProcessBuilder(Arrays.asList(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    /** Whether something answers there with 200. */
    boolean good(String url) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url)).build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The series that an expression gives now; none while Prometheus does not answer. */
    JsonNode query(String expression) {
        return api("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/data/result");
    }

    /** Names of all metrics that were scraped. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        api("label/__name__/values").path("data").forEach(name -> names.add(name.asText()));
        return names;
    }

    private JsonNode api(String request) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + prometheus + "/api/v1/" + request);
            return JSON.readTree(send(HttpRequest.newBuilder(uri).build()).body());
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The last of what a process said. */
    String log(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name + ".log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    @Override
    public void close() {
        http.close();
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
