package io.rollcall.cli.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Writes to a Kubernetes API over plain HTTP, as any client does. */
final class KubeHttp {

    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;

    KubeHttp(String server) {
        this.server = server;
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

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new AssertionError(answer.request() + ": " + answer.body());
        }
    }
}
