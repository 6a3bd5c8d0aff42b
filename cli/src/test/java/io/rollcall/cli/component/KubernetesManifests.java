package io.rollcall.cli.component;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code kubectl kustomize} makes of a folder, which takes no cluster. */
final class KubernetesManifests {

    private static final ObjectMapper YAML = new YAMLMapper();

    /** Writes what a type of Kubernetes has a field for, and nothing else. */
    private static final ObjectMapper KNOWN = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnyGetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private final List<JsonNode> objects;

    private KubernetesManifests(List<JsonNode> objects) {
        this.objects = objects;
    }

    /** Renders a folder; skips the test that asks where there is no kubectl. */
    static KubernetesManifests of(Path folder) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            if ("true".equals(System.getenv("CI"))) {
                throw missing;
            }
            assumeTrue(false, "kubectl is not installed");
            throw missing;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("kubectl kustomize " + folder + ": " + output);
        }
        return parse(output);
    }

    static KubernetesManifests parse(String yaml) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            documents.forEachRemaining(objects::add);
        }
        return new KubernetesManifests(objects);
    }

    /** Those of some kinds. */
    List<JsonNode> ofKinds(String... kinds) {
        return objects.stream()
                .filter(object -> List.of(kinds).contains(object.path("kind").asText()))
                .toList();
    }

    /** What runs pods. */
    List<JsonNode> workloads() {
        return ofKinds("Deployment", "StatefulSet", "Job");
    }

    JsonNode named(String kind, String name) {
        return ofKinds(kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /** Fields that Kubernetes does not know, or knows with another type, by the types of the Java client. */
    List<String> unknownFields() {
        List<String> unknown = new ArrayList<>();
        for (JsonNode object : objects) {
            String place = object.path("kind").asText() + " "
                    + object.at("/metadata/name").asText();
            HasMetadata typed;
            try {
                typed = Serialization.unmarshal(YAML.writeValueAsString(object));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                unknown.add(place + ": " + e.getMessage());
                continue;
            }
            compare(place, object, KNOWN.valueToTree(typed), unknown);
        }
        return unknown;
    }

    private static void compare(String place, JsonNode given, JsonNode known, List<String> unknown) {
        if (given.isObject()) {
            for (Map.Entry<String, JsonNode> field : given.properties()) {
                compare(place + "." + field.getKey(), field.getValue(), known.path(field.getKey()), unknown);
            }
            if (!known.isObject()) {
                unknown.add(place);
            }
        } else if (given.isArray()) {
            for (int i = 0; i < given.size(); i++) {
                compare(place + "[" + i + "]", given.path(i), known.path(i), unknown);
            }
        } else if (known.isMissingNode()
                || (known.isValueNode() && !given.asText().equals(known.asText()))) {
            // Quantities, and what is a number or a name, are objects of their own.
            unknown.add(place);
        }
    }
}
