package io.rollcall.kubeapi.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** The same; an address of this machine alone that the server listens on is one of its names, for whoever was told to ask there. */
    public AccessSettings listeningOn(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.contains(":") ? "[" + lower + "]" : lower;
        if (hosts.contains(name) || !Gate.isLoopback(host)) {
            return this;
        }
        List<String> all = new ArrayList<>(hosts);
        all.add(name);
        return new AccessSettings(readTokens, writeTokens, all);
    }

    /** Whether a token is needed. */
    public boolean tokens() {
        return readTokens != null || writeTokens != null;
    }
}
