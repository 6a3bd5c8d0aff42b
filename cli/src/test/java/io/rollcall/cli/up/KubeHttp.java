package io.rollcall.cli.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;

/** Writes to a Kubernetes API over plain HTTP, as any client does. */
final class KubeHttp {

    private static final Set<Integer> DONE = Set.of(200, 201);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;

    KubeHttp(String server) {
        this.server = server;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server + path)));
    }

    void create(String path, String object) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(object)));
    }

    /** A JSON merge patch of an object. */
    void patch(String path, String patch) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));
    }

    void delete(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(server + path)).DELETE());
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (!DONE.contains(answer.statusCode())) {
            throw new AssertionError(answer.request() + ": " + answer.body());
        }
        return answer.body();
    }
}
