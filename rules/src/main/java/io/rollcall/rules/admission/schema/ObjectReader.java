package io.rollcall.rules.admission.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.field.GoText;
import io.rollcall.rules.model.CanonicalJson;
import io.rollcall.rules.model.WellKnown;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Reads an object of one kind as an API server does, and says what it says when it cannot. */
public final class ObjectReader {

    private static final int SHOWN_BYTES = 30;

    private ObjectReader() {}

    /**
     * Reads the body of a request.
     *
     * @throws DecodeException when it is no JSON, of another kind or version, or a field has a wrong type
     */
    public static ObjectNode read(ObjectType type, String body) throws DecodeException {
        Optional<String> malformed = JsonSyntax.problem(body);
        if (malformed.isPresent()) {
            throw unrecognized(type, "couldn't get version/kind; json parse error: " + malformed.get(), body);
        }
        JsonNode tree;
        try {
            tree = CanonicalJson.read(body);
        } catch (IllegalArgumentException e) {
            throw unrecognized(type, "couldn't get version/kind; json parse error: " + e.getMessage(), body);
        }
        if (!(tree instanceof ObjectNode object)) {
            throw unrecognized(
                    type,
                    "couldn't get version/kind; json parse error: json: cannot unmarshal "
                            + SpecialValues.jsonWord(tree)
                            + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\";"
                            + " Kind string \"json:\\\"kind,omitempty\\\"\" }",
                    body);
        }
        return read(type, object);
    }

    /**
     * Reads a tree; kind and apiVersion may be absent.
     *
     * @throws DecodeException when it is of another kind or version, or a field has a wrong type
     */
    public static ObjectNode read(ObjectType type, ObjectNode tree) throws DecodeException {
        String kind = tree.path("kind").asText("");
        String apiVersion = tree.path("apiVersion").asText("");
        String foundKind = kind.isEmpty() ? type.kind() : kind;
        String foundVersion = apiVersion.isEmpty() ? type.apiVersion() : apiVersion;
        if (!foundKind.equals(type.kind()) || !foundVersion.equals(type.apiVersion())) {
            throw other(type, foundKind, foundVersion);
        }
        try {
            ObjectNode decoded = Decoder.decode(type, tree);
            decoded.put("apiVersion", type.apiVersion()).put("kind", type.kind());
            if (type == ObjectType.DAEMON_SET) {
                generation(decoded);
            }
            return decoded;
        } catch (DecodeException e) {
            throw new DecodeException(e.field(), unhandled(type, type.kind(), "v1") + e.problem());
        }
    }

    private static void generation(ObjectNode daemonSet) throws DecodeException {
        String name = WellKnown.TEMPLATE_GENERATION_ANNOTATION;
        JsonNode text = daemonSet.path("metadata").path("annotations").path(name);
        if (text.isTextual() && !text.textValue().matches("[+-]?[0-9]{1,18}")) {
            throw new DecodeException(
                    "metadata.annotations[" + name + "]",
                    "strconv.ParseInt: parsing " + GoText.quote(text.textValue()) + ": invalid syntax");
        }
    }

    private static DecodeException other(ObjectType type, String kind, String apiVersion) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        if (!KnownKinds.contains(apiVersion, kind)) {
            return new DecodeException(
                    "kind",
                    unhandled(type, kind, version) + "no kind " + GoText.quote(kind) + " is registered for version "
                            + GoText.quote(apiVersion)
                            + " in scheme \"k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30\"");
        }
        if (kind.equals(type.kind())) {
            return new DecodeException(
                    "apiVersion",
                    "the API version in the data (" + apiVersion + ") does not match the expected API version ("
                            + type.apiVersion() + ")");
        }
        String internal = type.group().isEmpty() ? "core" : type.group();
        return new DecodeException(
                "kind",
                unhandled(type, kind, version) + "converting (" + version + "." + kind + ") to (" + internal + "."
                        + type.kind() + "): unknown conversion");
    }

    private static String unhandled(ObjectType type, String kind, String version) {
        return kind + " in version " + GoText.quote(version) + " cannot be handled as a " + type.kind() + ": ";
    }

    private static DecodeException unrecognized(ObjectType type, String problem, String body) {
        return new DecodeException(
                "",
                "the object provided is unrecognized (must be of type " + type.kind() + "): " + problem + " ("
                        + summary(body) + ")");
    }

    /** The beginning of a body: an object as it is, anything else as bytes. */
    private static String summary(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return "<empty>";
        }
        int shown = Math.min(bytes.length, SHOWN_BYTES);
        String more = bytes.length > SHOWN_BYTES ? " ..." : "";
        return bytes[0] == '{'
                ? new String(bytes, 0, shown, StandardCharsets.UTF_8) + more
                : HexFormat.of().formatHex(bytes, 0, shown) + more;
    }
}
