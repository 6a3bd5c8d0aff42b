package io.rollcall.events.rights;

import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.TopicException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;

/** Short questions to Kafka, as at the start of a component; what is in their way is told in one line. */
public final class KafkaAccess {

    private static final int PATIENCE_MILLIS = 15_000;

    private KafkaAccess() {}

    /**
     * Asks with a client that is closed afterwards, for 15 s unless the settings say otherwise.
     *
     * @throws KafkaAccessException when the brokers do not let the client in, or cannot be asked; one line that says what to check
     */
    public static <T> T ask(ClientSettings kafka, Function<Admin, T> questions) {
        Map<String, Object> client = new TreeMap<>(kafka.values());
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, kafka.callMillis(PATIENCE_MILLIS));
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        try {
            Admin admin = Admin.create(client);
            try {
                return questions.apply(admin);
            } finally {
                // Nobody waits any more for what was not answered.
                admin.close(Duration.ZERO);
            }
        } catch (TopicException | KafkaException e) {
            throw new KafkaAccessException("Kafka at " + kafka.brokers() + " " + trouble(e), e);
        }
    }

    private static String trouble(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (isOfJaas(cause)) {
                // Kafka's own message quotes what it could not read, which may be the rest of a password.
                return "cannot be used: kafka.sasl.jaas.config cannot be read; it is MODULE required key=\"value\" …;"
                        + " with \\\" for a quotation mark in a value";
            }
            if (cause instanceof AuthenticationException) {
                return "does not let this client in: " + cause.getMessage()
                        + "; check the credentials and certificates in the kafka.* settings";
            }
        }
        // Of a client that cannot be made, only the causes say why.
        Throwable telling = e instanceof KafkaException && e.getCause() != null ? e.getCause() : e;
        return "cannot be used: " + withCauses(telling) + "; check bootstrap.servers and kafka.*";
    }

    private static boolean isOfJaas(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("org.apache.kafka.common.security.JaasConfig"));
    }

    /** One line; a cause that says nothing new is left out. */
    private static String withCauses(Throwable thrown) {
        String said = "";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String more = withoutClasses(String.valueOf(cause.getMessage()));
            if (!said.contains(more)) {
                said = said.isEmpty() ? more : said + ": " + more;
            }
        }
        return said;
    }

    /** The first line, without the names of exceptions that begin it. */
    private static String withoutClasses(String message) {
        return message.lines().findFirst().orElse("").replaceFirst("^(?:[\\w.$]+(?:Exception|Error): )+", "");
    }
}
