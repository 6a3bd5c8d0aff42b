package io.rollcall.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.rules.model.Fnv;
import io.rollcall.rules.model.SafeAlphabet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What makes an object the one that it is: its name, UID, versions and times, which the store gives and nobody else.
 *
 * @param seed what names and UIDs are derived from beside kind, name and version
 */
record Identities(long seed) {

    private static final int GENERATED_PREFIX = 58;
    private static final int GENERATED_SUFFIX = 5;

    /** A name from its prefix, derived from what the object will be. */
    void name(ObjectKind kind, ObjectNode metadata, long version) {
        String prefix = metadata.path("generateName").asText("");
        if (metadata.path("name").asText("").isEmpty() && !prefix.isEmpty()) {
            long mixed = new Fnv.Sum64()
                    .add(Long.toString(seed))
                    .add(kind.kind())
                    .add(Long.toString(version))
                    .mixed();
            String kept = prefix.substring(0, Math.min(prefix.length(), GENERATED_PREFIX));
            metadata.put("name", kept + SafeAlphabet.characters(mixed, GENERATED_SUFFIX));
        }
    }

    /** A UID for what is made under that version. */
    String uid(ObjectKey key, long version) {
        String name = seed + "/" + key.kind() + "/" + key.text() + "/" + version;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What nobody who writes an object can change. */
    static void keep(ObjectNode before, ObjectNode object) {
        ObjectNode metadata = Meta.of(object);
        for (String field : List.of(
                "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds")) {
            metadata.remove(field);
            if (before.path("metadata").hasNonNull(field)) {
                metadata.set(field, before.path("metadata").get(field));
            }
        }
    }

    /**
     * The present object, when it is the one that a writer means.
     *
     * @throws ApiException when it has another version or UID than the wanted one
     */
    static ObjectNode expected(ObjectKey key, ObjectNode before, ObjectNode wanted) {
        String wantedVersion = Meta.resourceVersion(wanted);
        String wantedUid = Meta.uid(wanted);
        if (!wantedUid.isEmpty() && !wantedUid.equals(Meta.uid(before))) {
            throw ApiException.conflict(
                    key,
                    "StorageError: invalid object, Code: 4, Key: " + key.storageKey()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + wantedUid
                            + ", UID in object meta: " + Meta.uid(before));
        }
        if (!wantedVersion.isEmpty() && !wantedVersion.equals(Meta.resourceVersion(before))) {
            throw ApiException.conflict(
                    key, "the object has been modified; please apply your changes to the latest version and try again");
        }
        return before;
    }
}
