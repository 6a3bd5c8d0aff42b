package io.rollcall.cluster.simulated;

import java.util.Locale;

/**
 * What became of a manifest.
 *
 * @param kind kind of the object
 * @param namespace its namespace; empty for none
 * @param name its name
 * @param outcome what was done
 */
public record Applied(String kind, String namespace, String name, Outcome outcome) {

    /** What was done. */
    public enum Outcome {
        /** It was not there before. */
        CREATED,
        /** It was there and is now as the manifest says. */
        CONFIGURED,
        /** It was so already. */
        UNCHANGED,
        /** The simulated cluster has no objects of this kind. */
        IGNORED
    }

    /** In the words of kubectl: {@code daemonset/nginx created}. */
    public String text() {
        return kind.toLowerCase(Locale.ROOT) + "/" + name + " " + outcome.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text();
    }
}
