package io.rollcall.projector.web.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.projector.query.answer.QueryJson;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Parameter;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.Role;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Endpoints as an OpenAPI 3.1 document. */
final class Document {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String BEARER = "bearer";
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Schemas schemas = new Schemas();

    /** The document. */
    ObjectNode write(List<Endpoint> endpoints) {
        ObjectNode document = QueryJson.mapper().createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Rollcall")
                .put("version", "1")
                .put(
                        "description",
                        "The view of a Rollcall log: DaemonSets, nodes and pods with every decision and its cause, now"
                                + " or as of any moment. Fields may be added; parts that are not known are left out.");
        ObjectNode paths = document.putObject("paths");
        for (Endpoint endpoint : endpoints) {
            ObjectNode path = (ObjectNode) paths.get(endpoint.path());
            write(
                    endpoint,
                    (path == null ? paths.putObject(endpoint.path()) : path)
                            .putObject(endpoint.method().name().toLowerCase(Locale.ROOT)));
        }
        ObjectNode problem = schemas.of(Problem.class);
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.all());
        ObjectNode response = components.putObject("responses").putObject("Problem");
        response.put("description", "Why there is no answer, and what to do.");
        response.putObject("content").putObject(Problem.CONTENT_TYPE).set("schema", problem);
        components
                .putObject("securitySchemes")
                .putObject(BEARER)
                .put("type", "http")
                .put("scheme", BEARER)
                .put("description", "Needed where the projector has files of tokens.");
        return document;
    }

    private void write(Endpoint endpoint, ObjectNode operation) {
        operation.put("operationId", id(endpoint));
        operation.putArray("tags").add(tag(endpoint.path()));
        operation.put("summary", endpoint.summary());
        parameters(endpoint, operation.putArray("parameters"));
        ObjectNode responses = operation.putObject("responses");
        switch (endpoint.reply()) {
            case Endpoint.Answer answer -> {
                ObjectNode ok = responses.putObject(Integer.toString(answer.status()));
                ok.put("description", endpoint.summary());
                ObjectNode content = ok.putObject("content");
                for (Endpoint.Representation way : answer.ways()) {
                    ObjectNode media = content.putObject(way.mediaType());
                    if (way.mediaType().startsWith("text/")) {
                        media.putObject("schema").put("type", "string");
                    } else {
                        media.set("schema", schemas.of(answer.type()));
                    }
                }
            }
            case Endpoint.Events events -> {
                ObjectNode ok = responses.putObject("200");
                ok.put("description", "Server-sent events; the data of each is JSON as in the schema.");
                ok.putObject("content").putObject("text/event-stream").set("schema", schemas.of(events.events()));
            }
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
        if (endpoint.role() != Role.ANYONE) {
            // Without tokens on this machine, with one elsewhere.
            ArrayNode security = operation.putArray("security");
            security.addObject();
            security.addObject().putArray(BEARER);
            operation.put("x-rollcall-role", endpoint.role().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void parameters(Endpoint endpoint, ArrayNode parameters) {
        Matcher inPath = PATH_PARAMETER.matcher(endpoint.path());
        while (inPath.find()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", inPath.group(1)).put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        for (Parameter known : endpoint.parameters()) {
            ObjectNode parameter = parameters.addObject();
            parameter.put("name", known.name()).put("in", "query").put("description", known.description());
            schema(known.kind(), parameter.putObject("schema"));
            if (known.kind() instanceof Parameter.Text text) {
                parameter.put("example", text.example());
            }
        }
        if (endpoint.reply() instanceof Endpoint.Events) {
            ObjectNode parameter = parameters.addObject();
            parameter
                    .put("name", LAST_EVENT_ID)
                    .put("in", "header")
                    .put("description", "The last id that was received: the stream goes on behind it.");
            parameter.putObject("schema").put("type", "string");
        }
    }

    private static void schema(Parameter.Kind kind, ObjectNode schema) {
        switch (kind) {
            case Parameter.Text text -> schema.put("type", "string");
            case Parameter.Number number -> {
                schema.put("type", "integer").put("minimum", number.lowest()).put("maximum", number.highest());
                if (number.without() != null) {
                    schema.put("default", number.without());
                }
            }
            case Parameter.Choice choice -> {
                ArrayNode words = schema.put("type", "string").putArray("enum");
                choice.words().forEach(words::add);
            }
        }
    }

    private static String id(Endpoint endpoint) {
        return endpoint.method().name().toLowerCase(Locale.ROOT)
                + endpoint.path()
                        .replaceFirst("^/api/v1", "")
                        .replaceAll("[^a-z0-9A-Z]+", "_")
                        .replaceAll("_$", "");
    }

    private static String tag(String path) {
        String[] parts = path.split("/", -1);
        return path.startsWith("/api/v1/") ? parts[3] : "server";
    }
}
