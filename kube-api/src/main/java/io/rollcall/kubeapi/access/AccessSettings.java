package io.rollcall.kubeapi.access;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask.
 *
 * @param readTokens file of the tokens that may read; null for none
 * @param writeTokens file of the tokens that may write and read; null for none
 * @param hosts names by which the server may be asked beside those of the own machine; they matter as long as there are no tokens
 */
public record AccessSettings(
        @Nullable Path readTokens, @Nullable Path writeTokens, List<String> hosts) {

    /** Everybody on this machine. */
    public static final AccessSettings LOCAL = new AccessSettings(null, null, List.of());

    /** Copies the names. */
    public AccessSettings {
        hosts = List.copyOf(hosts);
    }

    /** Whether a token is needed. */
    public boolean tokens() {
        return readTokens != null || writeTokens != null;
    }
}
