package io.rollcall.events.registry;

import io.rollcall.events.registry.LogEntry.SchemaVersion;
import java.util.List;
import java.util.Optional;

/**
 * A version as a request names it.
 *
 * @param text a number from 1, or {@code latest} (also {@code -1})
 */
record VersionName(String text) {
    private static final String LATEST = "latest";

    VersionName {
        if (!isLatest(text)) {
            try {
                if (Integer.parseInt(text) < 1) {
                    throw RegistryException.invalidVersion(text);
                }
            } catch (NumberFormatException noNumber) {
                throw RegistryException.invalidVersion(text);
            }
        }
    }

    private static boolean isLatest(String text) {
        return LATEST.equals(text) || "-1".equals(text);
    }

    boolean latest() {
        return isLatest(text);
    }

    /** The version of that name among these, which stand in order. */
    Optional<SchemaVersion> among(List<SchemaVersion> versions) {
        if (latest()) {
            return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
        }
        int number = Integer.parseInt(text);
        return versions.stream().filter(version -> version.version() == number).findFirst();
    }
}
