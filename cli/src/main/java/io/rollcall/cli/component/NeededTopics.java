package io.rollcall.cli.component;

import io.rollcall.cli.console.UserException;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicException;
import io.rollcall.events.topics.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Topics are created by {@code rollcall topics create} alone: a component that misses one says so and ends. */
final class NeededTopics {

    private static final int PATIENCE_MILLIS = 15_000;

    private NeededTopics() {}

    /** @throws UserException when topics are missing, a line each, or Kafka cannot be asked */
    static void check(Settings settings, List<? extends Topic<?>> needed) {
        Map<String, Object> client = new TreeMap<>(settings.kafka().values());
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        String brokers = settings.kafka().brokers();
        TopicNames names = settings.topics();
        try (Admin admin = Admin.create(client)) {
            List<String> missing = new TopicAdmin(admin, names).missing(needed);
            if (!missing.isEmpty()) {
                throw new UserException(String.join(
                        "\n",
                        missing.stream()
                                .map(topic -> "topic " + topic + " is missing on " + brokers
                                        + "; create it: rollcall topics create --bootstrap-server " + brokers
                                        + " --prefix " + names.prefix())
                                .toList()));
            }
        } catch (TopicException e) {
            throw new UserException("Kafka at " + brokers + ": " + e.getMessage(), e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserException(
                    "Kafka at " + brokers + " cannot be used: " + cause.getMessage()
                            + "; check bootstrap.servers and kafka.*",
                    e);
        }
    }
}
