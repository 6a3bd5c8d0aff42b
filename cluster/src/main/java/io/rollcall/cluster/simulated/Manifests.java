package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.kubeapi.managed.LastApplied;
import io.rollcall.kubeapi.managed.Writer;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.store.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Manifests, as people write them: YAML or JSON, several documents in a file. */
public final class Manifests {

    private static final String DEFAULT_NAMESPACE = "default";

    /** Under this name kubectl finds what it takes over when it goes on with server-side apply. */
    private static final String MANAGER = "kubectl-client-side-apply";

    private static final ObjectReader READER = YAMLMapper.builder()
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build()
            .readerFor(JsonNode.class);

    private Manifests() {}

    /**
     * A document of a file.
     *
     * @param line on which it begins
     */
    public record Document(int line, ObjectNode object) {}

    /**
     * Reads the documents of a file; empty ones are left out.
     *
     * @param text the file's text
     * @param file its name, for messages
     * @throws ManifestException when it is no YAML, or a document is no Kubernetes object
     */
    public static List<ObjectNode> read(String text, String file) {
        List<ObjectNode> objects = new ArrayList<>();
        for (Document document : documents(text, file)) {
            ObjectNode object = document.object();
            String place = file + ": document " + (objects.size() + 1);
            for (String field : List.of("apiVersion", "kind")) {
                if (!object.path(field).isTextual()) {
                    throw new ManifestException(place + ": " + field + " is missing");
                }
            }
            if (!object.path("metadata").path("name").isTextual()) {
                throw new ManifestException(place + ": metadata.name is missing");
            }
            objects.add(object);
        }
        return objects;
    }

    /**
     * Reads the documents of a file, whatever is in them; empty ones are left out.
     *
     * @throws ManifestException when it is no YAML, or a document is no object
     */
    public static List<Document> documents(String text, String file) {
        List<Document> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> iterator = READER.readValues(text)) {
            while (iterator.hasNextValue()) {
                int line = iterator.getParser().currentTokenLocation().getLineNr();
                JsonNode document = iterator.nextValue();
                if (document.isNull() || document.isMissingNode()) {
                    continue;
                }
                if (!(document instanceof ObjectNode object)) {
                    throw new ManifestException(file + ": document " + (documents.size() + 1)
                            + " is not an object with apiVersion, kind and metadata");
                }
                documents.add(new Document(line, object));
            }
        } catch (JsonProcessingException e) {
            throw notYaml(file, e);
        } catch (RuntimeJsonMappingException e) {
            throw e.getCause() instanceof JsonProcessingException cause
                    ? notYaml(file, cause)
                    : new ManifestException(file + ": is not YAML");
        } catch (IOException e) {
            throw new ManifestException(file + ": " + e.getMessage());
        }
        return documents;
    }

    /** The namespace that the object of a manifest belongs in; empty when its kind has none or is not known. */
    public static String namespace(ObjectNode manifest) {
        boolean namespaced = ObjectKind.held(manifest.path("kind").asText())
                .filter(ObjectKind::namespaced)
                .isPresent();
        String namespace = Meta.namespace(manifest);
        return !namespaced ? "" : namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
    }

    /** Whether there is no object of a manifest's kind and name, in its namespace. */
    public static boolean isMissing(ObjectStore store, ObjectNode manifest) {
        Optional<ObjectKind> kind = kind(manifest);
        return kind.isEmpty()
                || store.find(ObjectKey.of(kind.get(), placed(kind.get(), manifest)))
                        .isEmpty();
    }

    private static Optional<ObjectKind> kind(ObjectNode manifest) {
        return ObjectKind.held(manifest.path("kind").asText())
                .filter(known ->
                        known.apiVersion().equals(manifest.path("apiVersion").asText()));
    }

    /** A copy in the namespace that it belongs in, for whatever version of the object there is. */
    private static ObjectNode placed(ObjectKind kind, ObjectNode manifest) {
        ObjectNode object = manifest.deepCopy();
        Meta.of(object).remove(List.of("resourceVersion", "uid"));
        if (kind.namespaced() && Meta.namespace(object).isEmpty()) {
            Meta.of(object).put("namespace", DEFAULT_NAMESPACE);
        }
        return object;
    }

    /**
     * Makes an object as its manifest says, as {@code kubectl apply} does it: creates it, or takes away what was applied last and is not in
     * the manifest any more, and gives what is in it its values; what others put there stays. What was applied and who owns it is noted, so
     * that kubectl can go on from there.
     *
     * @throws ManifestException when the object is invalid: one line a problem, in the words of an API server
     */
    public static Applied apply(ObjectStore store, ObjectNode manifest, String file) {
        String kindName = manifest.path("kind").asText();
        Optional<ObjectKind> kind = kind(manifest);
        String name = Meta.name(manifest);
        if (kind.isEmpty()) {
            return new Applied(kindName, Meta.namespace(manifest), name, Applied.Outcome.IGNORED);
        }
        ObjectNode object = placed(kind.get(), manifest);
        LastApplied.note(object);
        ObjectKey key = ObjectKey.of(kind.get(), object);
        Writer writer = new Writer(
                MANAGER,
                ResourceType.ofObjects(kind.get().apiVersion(), kind.get().kind())
                        .orElseThrow(),
                Part.MAIN,
                store.now());
        try {
            Optional<ObjectNode> before = store.find(key);
            if (before.isEmpty()) {
                writer.creates(object);
                store.create(kind.get(), object);
                return new Applied(kindName, key.namespace(), name, Applied.Outcome.CREATED);
            }
            ObjectNode after = store.update(kind.get(), writer.appliesByClient(before.get(), object));
            boolean same = Meta.resourceVersion(after).equals(Meta.resourceVersion(before.get()));
            Applied.Outcome outcome = same ? Applied.Outcome.UNCHANGED : Applied.Outcome.CONFIGURED;
            return new Applied(kindName, key.namespace(), name, outcome);
        } catch (ApiException e) {
            String what = file + ": " + kindName + " " + key.text() + ": ";
            throw new ManifestException(
                    what + String.join("\n" + what, e.status().problems()));
        }
    }

    private static ManifestException notYaml(String file, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : ":" + at.getLineNr();
        String problem = e.getOriginalMessage() == null
                ? ""
                : e.getOriginalMessage().lines().findFirst().orElse("");
        return new ManifestException(file + place + ": is not YAML: " + problem);
    }
}
