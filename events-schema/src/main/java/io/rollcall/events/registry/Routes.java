package io.rollcall.events.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.rollcall.events.registry.LogEntry.SchemaVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The paths of Confluent's API: which operation each names, and how its answer is written. */
final class Routes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READ_WRITE = "READWRITE";

    private final Registry registry;

    Routes(Registry registry) {
        this.registry = registry;
    }

    /** The answer as JSON; what cannot be answered is a {@link RegistryException}. */
    JsonNode answer(Request request) {
        List<String> path = request.path();
        if (path.isEmpty()) {
            only(request, "GET");
            return JSON.createObjectNode();
        }
        return switch (path.get(0)) {
            case "subjects" -> subjects(request, path);
            case "schemas" -> schemas(request, path);
            case "compatibility" -> compatibility(request, path);
            case "config" -> config(request, path);
            case "mode" -> mode(request, path);
            default -> throw noSuchPath(request);
        };
    }

    private JsonNode subjects(Request request, List<String> path) {
        boolean deleted = request.flag("deleted");
        boolean permanent = request.flag("permanent");
        if (path.size() == 1) {
            only(request, "GET");
            String prefix = request.query().getOrDefault("subjectPrefix", "");
            return texts(registry.catalogue().subjects(deleted).stream()
                    .filter(subject -> subject.startsWith(prefix))
                    .toList());
        }
        String subject = path.get(1);
        if (path.size() == 2) {
            return switch (request.method()) {
                case "POST" -> {
                    registry.existing(subject, deleted);
                    yield full(registry.lookUp(subject, SchemaReader.read(request), deleted));
                }
                case "DELETE" -> numbers(registry.deleteSubject(subject, permanent));
                default -> throw wrongMethod(request);
            };
        }
        if (!path.get(2).equals("versions")) {
            throw noSuchPath(request);
        }
        if (path.size() == 3) {
            return switch (request.method()) {
                case "GET" -> numbers(registry.existing(subject, deleted));
                case "POST" ->
                    JSON.createObjectNode()
                            .put(
                                    "id",
                                    registry.register(subject, SchemaReader.read(request))
                                            .id());
                default -> throw wrongMethod(request);
            };
        }
        VersionName version = new VersionName(path.get(3));
        if (path.size() == 4) {
            return switch (request.method()) {
                case "GET" -> full(registry.version(subject, version, deleted));
                case "DELETE" ->
                    JSON.getNodeFactory()
                            .numberNode(registry.deleteVersion(subject, version, permanent)
                                    .version());
                default -> throw wrongMethod(request);
            };
        }
        only(request, "GET");
        SchemaVersion found = registry.version(subject, version, deleted);
        return switch (path.size() == 5 ? path.get(4) : "") {
            case "schema" -> parsed(found.schema());
            case "referencedby" -> JSON.createArrayNode();
            default -> throw noSuchPath(request);
        };
    }

    private JsonNode schemas(Request request, List<String> path) {
        only(request, "GET");
        if (path.size() == 2 && path.get(1).equals("types")) {
            return texts(List.of("AVRO"));
        }
        if (path.size() < 3 || path.size() > 4 || !path.get(1).equals("ids")) {
            throw noSuchPath(request);
        }
        int id = id(path.get(2));
        String schema = registry.catalogue().schema(id).orElseThrow(() -> RegistryException.schemaNotFound(id));
        List<SchemaVersion> places = registry.catalogue().versionsOf(id, request.flag("deleted"));
        return switch (path.size() == 3 ? "" : path.get(3)) {
            case "" -> JSON.createObjectNode().put("schema", schema);
            case "schema" -> parsed(schema);
            case "subjects" ->
                texts(places.stream().map(SchemaVersion::subject).distinct().toList());
            case "versions" -> {
                ArrayNode versions = JSON.createArrayNode();
                places.forEach(place ->
                        versions.addObject().put("subject", place.subject()).put("version", place.version()));
                yield versions;
            }
            default -> throw noSuchPath(request);
        };
    }

    private JsonNode compatibility(Request request, List<String> path) {
        if (path.size() < 4
                || path.size() > 5
                || !path.get(1).equals("subjects")
                || !path.get(3).equals("versions")) {
            throw noSuchPath(request);
        }
        only(request, "POST");
        String subject = path.get(2);
        AvroSchema schema = SchemaReader.read(request);
        List<SchemaVersion> earlier = registry.catalogue().versions(subject, false);
        if (path.size() == 5) {
            VersionName name = new VersionName(path.get(4));
            Optional<SchemaVersion> named = name.among(earlier);
            if (named.isEmpty() && !name.latest()) {
                throw earlier.isEmpty()
                        ? RegistryException.subjectNotFound(subject)
                        : RegistryException.versionNotFound(name.text());
            }
            earlier = named.stream().toList();
        }
        List<String> faults = registry.incompatibilities(subject, schema, earlier);
        ObjectNode answer = JSON.createObjectNode().put("is_compatible", faults.isEmpty());
        if (request.flag("verbose")) {
            answer.set("messages", texts(faults));
        }
        return answer;
    }

    private JsonNode config(Request request, List<String> path) {
        Optional<String> subject = subjectOf(request, path);
        return switch (request.method()) {
            case "GET" ->
                level(
                        "compatibilityLevel",
                        subject.isEmpty()
                                ? registry.catalogue().globalLevel().name
                                : registry.catalogue()
                                        .level(subject.get())
                                        .or(() -> request.flag("defaultToGlobal")
                                                ? Optional.of(
                                                        registry.catalogue().globalLevel())
                                                : Optional.empty())
                                        .orElseThrow(() -> RegistryException.noSubjectLevel(subject.get()))
                                        .name);
            case "PUT" ->
                level(
                        "compatibility",
                        registry.setLevel(
                                        subject,
                                        request.body().path("compatibility").asText())
                                .name);
            case "DELETE" -> level("compatibilityLevel", registry.resetLevel(subject).name);
            default -> throw wrongMethod(request);
        };
    }

    private JsonNode mode(Request request, List<String> path) {
        Optional<String> subject = subjectOf(request, path);
        switch (request.method()) {
            case "GET" -> {
                if (subject.isPresent() && !request.flag("defaultToGlobal")) {
                    throw RegistryException.noSubjectMode(subject.get());
                }
            }
            case "PUT" -> {
                String mode = request.body().path("mode").asText();
                if (!READ_WRITE.equalsIgnoreCase(mode)) {
                    throw RegistryException.invalidMode(mode);
                }
            }
            default -> throw wrongMethod(request);
        }
        return JSON.createObjectNode().put("mode", READ_WRITE);
    }

    private static Optional<String> subjectOf(Request request, List<String> path) {
        if (path.size() > 2) {
            throw noSuchPath(request);
        }
        return path.size() == 2 ? Optional.of(path.get(1)) : Optional.empty();
    }

    private static int id(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw RegistryException.malformed("schema id '" + text + "' is not a number");
        }
    }

    private static JsonNode full(SchemaVersion version) {
        return JSON.createObjectNode()
                .put("subject", version.subject())
                .put("version", version.version())
                .put("id", version.id())
                .put("schema", version.schema());
    }

    private static JsonNode parsed(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (IOException broken) {
            throw RegistryException.internal("the stored schema is not JSON: " + broken.getMessage());
        }
    }

    private static JsonNode level(String field, String level) {
        return JSON.createObjectNode().put(field, level);
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static ArrayNode numbers(List<SchemaVersion> versions) {
        ArrayNode array = JSON.createArrayNode();
        versions.forEach(version -> array.add(version.version()));
        return array;
    }

    private static void only(Request request, String method) {
        if (!request.method().equals(method)) {
            throw wrongMethod(request);
        }
    }

    private static RegistryException noSuchPath(Request request) {
        return RegistryException.noSuchPath(request.method(), "/" + String.join("/", request.path()));
    }

    private static RegistryException wrongMethod(Request request) {
        return RegistryException.methodNotAllowed(request.method(), "/" + String.join("/", request.path()));
    }
}
