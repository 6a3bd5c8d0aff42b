package io.rollcall.projector.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.projector.query.answer.QueryJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** A client of the web API. */
final class Asking {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Asking(String url) {
        this.url = url;
    }

    /** @param headers names and values, in turn */
    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> begin(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return QueryJson.mapper().readTree(answer.body());
    }

    static String detail(HttpResponse<String> answer) throws Exception {
        return json(answer).path("detail").asText();
    }
}
