package io.rollcall.cli.projector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.cli.console.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a projector over HTTP. What it refuses, and that it does not answer, is a {@link UserException}. */
public final class ProjectorClient {

    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String server;
    private final PrintWriter notes;
    private boolean noted;

    /** Asks the projector at this address; how old its answers are is not said. */
    public ProjectorClient(String server) {
        this(server, new PrintWriter(Writer.nullWriter()));
    }

    /**
     * Asks the projector at this address.
     *
     * @param notes where it says, once, that answers are behind the log
     */
    public ProjectorClient(String server, PrintWriter notes) {
        this.notes = notes;
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    /** The explanation of a DaemonSet, as text for people or as JSON. */
    public String explain(String namespace, String name, @Nullable String node, @Nullable String asOf, boolean asText) {
        String path = "/api/v1/daemonsets/" + encoded(namespace) + "/" + encoded(name) + "/explain" + query(node, asOf);
        return ask(path, asText);
    }

    /** The explanation of a pod, as text for people or as JSON. */
    public String explainPod(String namespace, String name, @Nullable String asOf, boolean asText) {
        return ask("/api/v1/pods/" + encoded(namespace) + "/" + encoded(name) + "/explain" + query(null, asOf), asText);
    }

    private String ask(String path, boolean asText) {
        HttpResponse<String> answer = get(path, asText ? "text/plain" : "application/json");
        if (answer.statusCode() != OK) {
            throw new UserException(problem(answer));
        }
        return answer.body();
    }

    /**
     * What is at a path, as JSON.
     *
     * @param parameters of the query; those without a value are left out
     */
    public JsonNode json(String path, Map<String, @Nullable String> parameters) {
        List<String> query = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.add(name + "=" + encoded(value));
            }
        });
        HttpResponse<String> answer =
                get(query.isEmpty() ? path : path + "?" + String.join("&", query), "application/json");
        if (answer.statusCode() != OK) {
            throw new UserException(problem(answer));
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UserException(server + " does not answer with JSON: is that a Rollcall?", e);
        }
    }

    private static String query(@Nullable String node, @Nullable String asOf) {
        List<String> parameters = new ArrayList<>();
        if (node != null) {
            parameters.add("node=" + encoded(node));
        }
        if (asOf != null) {
            parameters.add("asOf=" + encoded(asOf));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private HttpResponse<String> get(String path, String accept) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(server + path))
                    .timeout(PATIENCE)
                    .header("Accept", accept)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UserException("'" + server + "' is no address of a server: write it as http://127.0.0.1:8080", e);
        }
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            noteAge(answer);
            return answer;
        } catch (IOException e) {
            throw new UserException(
                    "no Rollcall answers at " + server
                            + "; start one with \"rollcall up\", or name another with --server",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("stopped while waiting for " + server, e);
        }
    }

    /** Only of answers that have a position: nothing else is told by a view. */
    private void noteAge(HttpResponse<String> answer) {
        String lag = answer.headers().firstValue("Rollcall-Lag").orElse("");
        boolean ofView = answer.headers().firstValue("Rollcall-Position").isPresent();
        if (answer.statusCode() == OK && ofView && !lag.equals("0") && !noted) {
            noted = true;
            notes.println(
                    lag.isEmpty()
                            ? "how far this is behind the log is not known"
                            : "this is " + lag + " record" + (lag.equals("1") ? "" : "s") + " behind the log");
            notes.flush();
        }
    }

    private String problem(HttpResponse<String> answer) {
        try {
            String detail = JSON.readTree(answer.body()).path("detail").asText("");
            if (!detail.isEmpty()) {
                return detail;
            }
        } catch (JsonProcessingException notOurs) {
            // Something else answers there.
        }
        return server + " answered with status " + answer.statusCode() + ": is that a Rollcall?";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
