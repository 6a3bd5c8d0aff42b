package io.rollcall.cli.explain;

import io.rollcall.cli.console.UserException;
import java.util.List;
import java.util.Optional;

/**
 * What a question is about, as KIND/NAME with the names that kubectl has for kinds.
 *
 * @param kind DaemonSet or pod
 */
public record Subject(Kind kind, String name) {

    /** What can be asked about. */
    public enum Kind {
        /** A DaemonSet. */
        DAEMON_SET("ds", "daemonset", "daemonsets", "daemonset.apps", "daemonsets.apps"),
        /** A pod. */
        POD("pod", "po", "pods");

        private final List<String> names;

        Kind(String... names) {
            this.names = List.of(names);
        }
    }

    /** Empty when it is none of them, or has no name. */
    public static Optional<Subject> of(String text) {
        int slash = text.indexOf('/');
        String name = text.substring(slash + 1);
        if (slash < 0 || name.isEmpty() || name.contains("/")) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.names.contains(text.substring(0, slash))) {
                return Optional.of(new Subject(kind, name));
            }
        }
        return Optional.empty();
    }

    /**
     * The value of an option that names a node.
     *
     * @throws UserException when it is empty: that is no node, and not all of them either
     */
    public static void requireNode(String node) {
        if (node.isBlank()) {
            throw new UserException(
                    "--node '" + node + "': give the name of a node, or leave the option out for all of them");
        }
    }
}
