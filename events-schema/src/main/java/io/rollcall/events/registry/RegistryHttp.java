package io.rollcall.events.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between HTTP and {@link Routes}: reads requests, writes answers and errors. */
final class RegistryHttp implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LARGEST_BODY = 8 * 1_048_576;

    private final Routes routes;

    RegistryHttp(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            JsonNode answer;
            try {
                answer = routes.answer(request(exchange));
            } catch (RegistryException refused) {
                status = refused.status();
                answer = error(refused);
            } catch (RuntimeException unexpected) {
                LOG.error(
                        "Schema registry: {} {} failed",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        unexpected);
                RegistryException internal = RegistryException.internal(String.valueOf(unexpected.getMessage()));
                status = internal.status();
                answer = error(internal);
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static JsonNode error(RegistryException refused) {
        return JSON.createObjectNode().put("error_code", refused.code()).put("message", refused.getMessage());
    }

    private static Request request(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw RegistryException.malformed("the body is larger than " + LARGEST_BODY + " bytes");
        }
        return new Request(
                exchange.getRequestMethod(),
                path(exchange.getRequestURI().getRawPath()),
                query(exchange.getRequestURI().getRawQuery()),
                json(body));
    }

    private static List<String> path(String raw) {
        List<String> segments = new ArrayList<>();
        for (String segment : raw.split("/")) {
            if (!segment.isEmpty()) {
                // A plus in a path is a plus.
                segments.add(decode(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (raw != null) {
            for (String parameter : raw.split("&")) {
                String[] parts = parameter.split("=", 2);
                parameters.putIfAbsent(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw RegistryException.malformed("'" + encoded + "' is not URL-encoded");
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw RegistryException.malformed("the body is not JSON: " + malformed.getOriginalMessage());
        }
    }
}
