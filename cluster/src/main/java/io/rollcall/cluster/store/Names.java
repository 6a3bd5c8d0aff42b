package io.rollcall.cluster.store;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names of objects. */
final class Names {

    private static final int MAX_LENGTH = 253;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private Names() {}

    /** What is wrong with a name, if anything. */
    static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("Required value: name is required");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("Invalid value: \"" + name + "\": must be no more than " + MAX_LENGTH + " characters");
        }
        if (!SUBDOMAIN.matcher(name).matches()) {
            return Optional.of("Invalid value: \"" + name
                    + "\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
                    + " '.', and must start and end with an alphanumeric character");
        }
        return Optional.empty();
    }
}
