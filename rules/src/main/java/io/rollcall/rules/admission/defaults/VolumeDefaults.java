package io.rollcall.rules.admission.defaults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Volumes: modes of files, types of host paths, and an empty folder where no source is given. */
final class VolumeDefaults {

    private static final int FILE_MODE = 0644;
    private static final int TOKEN_SECONDS = 3600;
    private static final List<String> WITH_FILE_MODE = List.of("configMap", "secret", "projected", "downwardAPI");

    private VolumeDefaults() {}

    static void complete(ObjectNode volume) {
        boolean withoutSource = volume.properties().stream()
                .allMatch(field ->
                        field.getKey().equals("name") || field.getValue().isNull());
        if (withoutSource) {
            volume.putObject("emptyDir");
        }
        if (volume.get("hostPath") instanceof ObjectNode hostPath && !hostPath.hasNonNull("type")) {
            hostPath.put("type", "");
        }
        for (String source : WITH_FILE_MODE) {
            if (volume.get(source) instanceof ObjectNode object) {
                Trees.number(object, "defaultMode", FILE_MODE);
            }
        }
        volume.path("downwardAPI").path("items").forEach(References::complete);
        for (JsonNode projection : volume.path("projected").path("sources")) {
            projection.path("downwardAPI").path("items").forEach(References::complete);
            if (projection.get("serviceAccountToken") instanceof ObjectNode token) {
                Trees.number(token, "expirationSeconds", TOKEN_SECONDS);
            }
        }
    }
}
