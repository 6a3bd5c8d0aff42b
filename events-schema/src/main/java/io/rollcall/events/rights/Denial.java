package io.rollcall.events.rights;

import io.rollcall.events.settings.ClientSettings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said about a right that is missing, one line with the mend. */
public final class Denial {

    private static final Pattern USER_NAME = Pattern.compile("\\busername\\s*=\\s*\"([^\"]*)\"");

    private Denial() {}

    /**
     * The line.
     *
     * @param kafka settings of the client that lacks the right
     * @param role for whom {@code rollcall acls} has a list with that right in it
     */
    public static String line(NeededRight right, ClientSettings kafka, String role) {
        String principal = principal(kafka).orElse("User:NAME");
        return "Kafka at " + kafka.brokers() + " does not grant "
                + principal(kafka).orElse("this principal") + " "
                + right + " (" + right.purpose() + "); grant it: kafka-acls --add --allow-principal " + principal + " "
                + right.options() + ", or all that is needed: rollcall acls create --for " + role + " --principal "
                + principal;
    }

    /** As brokers name a client that gives a user name; what they make of a certificate only they know. */
    static Optional<String> principal(ClientSettings kafka) {
        Matcher user = USER_NAME.matcher(kafka.values().getOrDefault("sasl.jaas.config", ""));
        return user.find() ? Optional.of("User:" + user.group(1)) : Optional.empty();
    }
}
