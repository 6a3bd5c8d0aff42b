package io.rollcall.events.settings;

/**
 * Where the schema registry is, and how its client gets in.
 *
 * @param url its URL; of several, with commas between, the first that answers is asked
 * @param client settings of its client: credentials, TLS; names as Confluent's client has them
 */
public record RegistryAccess(String url, ClientSettings client) {

    /** A registry that anybody may ask. */
    public static RegistryAccess open(String url) {
        return new RegistryAccess(url, ClientSettings.NONE);
    }
}
