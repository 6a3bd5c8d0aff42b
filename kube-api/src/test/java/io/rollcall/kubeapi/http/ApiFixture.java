package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.store.InMemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server over the store in memory, and a client that says what it sends. */
final class ApiFixture implements AutoCloseable {

    static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
    static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets";

    final InMemoryStore store;
    final KubeApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiFixture(int changesKept) {
        store = new InMemoryStore(changesKept);
        server = KubeApiServer.start(KubeApiSettings.local(0), store, ApiVersion.of("test"), Optional::empty);
    }

    /** An answer. */
    record Answer(int code, String contentType, String text, HttpResponse<String> response) {
        JsonNode json() {
            return Json.parse(text);
        }
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "", "");
    }

    Answer get(String path, String accept) {
        return send("GET", path, accept, "", "");
    }

    Answer post(String path, String body) {
        return send("POST", path, "application/json", "application/json", body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, "application/json", "application/json", body);
    }

    Answer patch(String path, String kind, String body) {
        return send("PATCH", path, "application/json", "application/" + kind, body);
    }

    Answer delete(String path, @org.jspecify.annotations.Nullable String body) {
        return send("DELETE", path, "application/json", body == null ? "" : "application/json", body);
    }

    Answer send(
            String method,
            String path,
            String accept,
            String contentType,
            @org.jspecify.annotations.Nullable String body) {
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return sendBytes(method, path, accept, contentType, bytes);
    }

    Answer sendBytes(String method, String path, String accept, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!accept.isEmpty()) {
            request.header("Accept", accept);
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A watch that is read as it comes. */
    Watching watch(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Accept", accept)
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        return new Watching(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    /** The lines of a watch. */
    record Watching(BufferedReader lines) implements AutoCloseable {

        /** So many events. */
        List<JsonNode> next(int count) throws IOException {
            List<JsonNode> events = new ArrayList<>();
            while (events.size() < count) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the watch ended after " + events);
                }
                events.add(Json.parse(line));
            }
            return events;
        }

        /** All events until the end. */
        List<JsonNode> rest() throws IOException {
            return lines.lines().map(Json::parse).toList();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        store.close();
        server.close();
    }

    static String daemonSet(String name) {
        return """
                {"apiVersion":"apps/v1","kind":"DaemonSet",
                 "metadata":{"name":"%s","labels":{"app":"%s","tier":"infra"}},
                 "spec":{"selector":{"matchLabels":{"app":"%s"}},
                  "template":{"metadata":{"labels":{"app":"%s"}},
                   "spec":{"containers":[{"name":"main","image":"nginx:1.27"}]}}}}
                """.formatted(name, name, name, name);
    }

    static String pod(String name, String node) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"web"}},
                 "spec":{"nodeName":"%s","containers":[{"name":"main","image":"nginx:1.27"}]}}
                """.formatted(name, node);
    }
}
