package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.discovery.AggregatedDiscovery;
import io.rollcall.kubeapi.discovery.Discovery;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.openapi.OpenApi;
import io.rollcall.kubeapi.status.Failures;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Paths that name no objects: version, health, discovery, types. */
final class Documents {

    private static final List<String> HEALTH = List.of("healthz", "livez", "readyz");
    private static final List<String> AGGREGATED = List.of("v2", "v2beta1");

    private static final List<String> SWAGGER_MESSAGE = List.of(
            "application/com.github.proto-openapi.spec.v2.v1.0+protobuf",
            "application/com.github.proto-openapi.spec.v2@v1.0+protobuf");

    private final ApiVersion version;
    private final Health health;
    private final OpenApi openApi;

    Documents(ApiVersion version, Health health) {
        this.version = version;
        this.health = health;
        this.openApi = new OpenApi(version.product());
    }

    /** The answer for a path; empty when it is not one of these. */
    Optional<Reply> answer(List<String> steps, Request request) {
        if (steps.isEmpty()) {
            return Optional.of(paths());
        }
        String first = steps.getFirst();
        if (HEALTH.contains(first)) {
            return steps.size() == 1 ? Optional.of(health.answer(first, request.query())) : Optional.empty();
        }
        return switch (first) {
            case "version" -> steps.size() == 1 ? Optional.of(Reply.json(200, version.document())) : Optional.empty();
            case "api" -> api(steps, request);
            case "apis" -> apis(steps, request);
            case "openapi" -> openApi(steps, request);
            default -> Optional.empty();
        };
    }

    private Optional<Reply> openApi(List<String> steps, Request request) {
        if (steps.size() == 2 && steps.get(1).equals("v2")) {
            return Optional.of(swagger(request.accept()));
        }
        if (steps.size() < 2 || !steps.get(1).equals("v3")) {
            return Optional.empty();
        }
        if (steps.size() == 2) {
            return Optional.of(Reply.json(200, openApi.root()));
        }
        byte[] document = openApi.document(steps.subList(2, steps.size()));
        return document.length == 0
                ? Optional.empty()
                : Optional.of(new Reply(200, Reply.JSON, document, new TreeMap<>()));
    }

    /** Of both forms the one that the client would rather have. */
    private Reply swagger(List<MediaType> accept) {
        for (MediaType type : accept) {
            if (SWAGGER_MESSAGE.contains(type.name())) {
                return document(SWAGGER_MESSAGE.getFirst(), openApi.swaggerMessage());
            }
            if (type.takesJson()) {
                return document(Reply.JSON, openApi.swagger());
            }
        }
        if (accept.isEmpty()) {
            return document(Reply.JSON, openApi.swagger());
        }
        throw Failures.notAcceptable(Reply.JSON + ", " + SWAGGER_MESSAGE.getFirst());
    }

    private static Reply document(String mediaType, byte[] content) {
        return new Reply(200, mediaType, content, new TreeMap<>()).with("Vary", "Accept");
    }

    private static Optional<Reply> api(List<String> steps, Request request) {
        return switch (steps.size()) {
            case 1 -> Optional.of(discovery(request, true));
            case 2 ->
                steps.get(1).equals("v1") ? Optional.of(Reply.json(200, Discovery.resources(""))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Reply> apis(List<String> steps, Request request) {
        return switch (steps.size()) {
            case 1 -> Optional.of(discovery(request, false));
            case 2 -> Discovery.groupDocument(steps.get(1)).map(document -> Reply.json(200, document));
            case 3 ->
                Discovery.serves(steps.get(1), steps.get(2))
                        ? Optional.of(Reply.json(200, Discovery.resources(steps.get(1))))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Reply discovery(Request request, boolean core) {
        if (request.accept().isEmpty()) {
            return plain(request, core);
        }
        for (MediaType type : request.accept()) {
            if (!type.takesJson()) {
                continue;
            }
            if (type.rendering().isEmpty()) {
                return plain(request, core);
            }
            String wanted = type.parameter("v");
            if (type.rendering().equals("APIGroupDiscoveryList")
                    && type.parameter("g").equals("apidiscovery.k8s.io")
                    && AGGREGATED.contains(wanted)) {
                return Reply.json(200, AggregatedDiscovery.document(wanted, core))
                        .as("application/json;g=apidiscovery.k8s.io;v=" + wanted + ";as=APIGroupDiscoveryList")
                        .with("Vary", "Accept");
            }
        }
        throw Failures.notAcceptable(Reply.JSON);
    }

    private static Reply plain(Request request, boolean core) {
        ObjectNode document =
                core ? Discovery.coreVersions(request.headers().getOrDefault("host", "127.0.0.1")) : Discovery.groups();
        return Reply.json(200, document).with("Vary", "Accept");
    }

    private static Reply paths() {
        ObjectNode document = Json.object();
        var paths = document.putArray("paths");
        List.of(
                        "/api",
                        "/api/v1",
                        "/apis",
                        "/apis/apps",
                        "/apis/apps/v1",
                        "/apis/authentication.k8s.io",
                        "/apis/authentication.k8s.io/v1",
                        "/apis/authorization.k8s.io",
                        "/apis/authorization.k8s.io/v1",
                        "/healthz",
                        "/livez",
                        "/openapi/v2",
                        "/openapi/v3",
                        "/readyz",
                        "/version")
                .forEach(paths::add);
        return Reply.json(200, document);
    }
}
