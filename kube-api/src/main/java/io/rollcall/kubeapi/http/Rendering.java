package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.status.Failures;
import java.util.List;

/**
 * How objects are to be rendered.
 *
 * @param form the form
 * @param version version of meta.k8s.io of a Table or of metadata; empty for objects
 * @param include what of the object a row of a Table carries: Metadata, Object or None
 */
record Rendering(Form form, String version, String include) {

    /** Forms of objects. */
    enum Form {
        /** The objects. */
        OBJECT,
        /** Rows for people. */
        TABLE,
        /** Metadata only. */
        METADATA
    }

    /**
     * The first that the client accepts and that can be given.
     *
     * @throws io.rollcall.kubeapi.status.StatusException 406 when there is none
     */
    static Rendering of(Request request) {
        List<MediaType> accept = request.accept();
        if (accept.isEmpty()) {
            return new Rendering(Form.OBJECT, "", "");
        }
        for (MediaType type : accept) {
            if (!type.takesJson()) {
                continue;
            }
            String version = type.parameter("v");
            boolean meta =
                    type.parameter("g").equals("meta.k8s.io") && (version.equals("v1") || version.equals("v1beta1"));
            switch (type.rendering()) {
                case "" -> {
                    return new Rendering(Form.OBJECT, "", "");
                }
                case "Table" -> {
                    if (meta) {
                        return new Rendering(Form.TABLE, version, include(request));
                    }
                }
                case "PartialObjectMetadata", "PartialObjectMetadataList" -> {
                    if (meta) {
                        return new Rendering(Form.METADATA, version, "");
                    }
                }
                default -> {}
            }
        }
        throw Failures.notAcceptable("application/json");
    }

    private static String include(Request request) {
        String include = request.query().text("includeObject");
        return switch (include) {
            case "" -> "Metadata";
            case "None", "Metadata", "Object" -> include;
            default -> throw Failures.badRequest("unrecognized includeObject value: \"" + include + "\"");
        };
    }
}
