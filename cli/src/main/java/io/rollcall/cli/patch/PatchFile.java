package io.rollcall.cli.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cli.console.UserException;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.ManifestException;
import io.rollcall.cluster.simulated.Manifests;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.kubeapi.openapi.UnknownFields;
import io.rollcall.kubeapi.resource.ResourceType;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads a patch: documents in YAML or JSON, each a DaemonSet or a Node, whole or in part. */
final class PatchFile {

    private static final String DEFAULT_NAMESPACE = "default";
    private static final Set<String> FIELDS = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> METADATA = Set.of("name", "namespace", "labels", "annotations");
    private static final Set<String> NODE_SPEC = Set.of("taints", "unschedulable");

    private PatchFile() {}

    /** Its documents; a {@link UserException} names the line and the field that cannot be. */
    static List<PatchDocument> read(Path file) {
        List<Manifests.Document> documents;
        try {
            documents = Manifests.documents(Files.readString(file), file.toString());
        } catch (ManifestException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new UserException(file + ": there is no such file", e);
        } catch (MalformedInputException e) {
            throw new UserException(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new UserException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (documents.isEmpty()) {
            throw new UserException(file + ": is empty; write a DaemonSet or a Node, whole or in part");
        }
        List<PatchDocument> patches = new ArrayList<>();
        documents.forEach(document -> patches.add(patch(file + ":" + document.line(), document.object())));
        return patches;
    }

    private static PatchDocument patch(String place, ObjectNode document) {
        ObjectKind kind = kind(place, document);
        if (Meta.name(document).isEmpty()) {
            throw new UserException(place + ": metadata.name is missing: it says which " + kind.kind() + " is meant");
        }
        if (kind.namespaced() && Meta.namespace(document).isEmpty()) {
            Meta.of(document).put("namespace", DEFAULT_NAMESPACE);
        }
        PatchDocument patch = new PatchDocument(place, ObjectKey.of(kind, document), document);
        only(patch, "", document.fieldNames(), FIELDS);
        only(patch, "metadata.", document.path("metadata").fieldNames(), METADATA);
        if (document.has("spec") && !document.path("spec").isObject()) {
            throw new UserException(place + ": " + patch.subject() + ": spec must be an object");
        }
        if (kind == ObjectKind.NODE) {
            only(patch, "spec.", document.path("spec").fieldNames(), NODE_SPEC);
        }
        ResourceType type = kind == ObjectKind.NODE ? ResourceType.NODES : ResourceType.DAEMON_SETS;
        UnknownFields.of(type, document).stream()
                // Directives of a strategic merge patch.
                .filter(field -> !field.contains("$"))
                .findFirst()
                .ifPresent(field -> {
                    throw new UserException(
                            place + ": " + patch.subject() + ": there is no field " + field + " in a " + kind.kind());
                });
        return patch;
    }

    private static ObjectKind kind(String place, ObjectNode document) {
        String name = document.path("kind").asText("");
        ObjectKind kind = ObjectKind.of(name).orElse(ObjectKind.POD);
        if (kind != ObjectKind.DAEMON_SET && kind != ObjectKind.NODE) {
            throw new UserException(
                    place + ": kind is '" + name + "': a patch is of kind DaemonSet or Node; pods follow from them");
        }
        String version = document.path("apiVersion").asText(kind.apiVersion());
        if (!version.equals(kind.apiVersion())) {
            throw new UserException(place + ": apiVersion is '" + version + "': that of a " + name + " is "
                    + kind.apiVersion() + ", or leave it out");
        }
        return kind;
    }

    private static void only(PatchDocument patch, String path, Iterator<String> fields, Set<String> allowed) {
        while (fields.hasNext()) {
            String field = fields.next();
            if (!allowed.contains(field) && !field.startsWith("$")) {
                throw new UserException(patch.place() + ": " + patch.subject() + ": " + path + field
                        + " cannot be patched; " + path + "* that can: "
                        + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
    }
}
