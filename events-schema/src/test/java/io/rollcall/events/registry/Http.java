package io.rollcall.events.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Bare requests to a registry, as any other client would send them. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Http(String url) {
        this.url = url;
    }

    record Answer(int status, JsonNode body, String contentType) {
        int errorCode() {
            return body.path("error_code").asInt();
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    /** A body that carries a schema. */
    static String schema(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private Answer send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", TYPE)
                .header("Accept", TYPE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            JsonNode answer = response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Answer(
                    response.statusCode(),
                    answer,
                    response.headers().firstValue("Content-Type").orElse(""));
        } catch (IOException broken) {
            throw new AssertionError(method + " " + path + ": " + broken.getMessage(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
