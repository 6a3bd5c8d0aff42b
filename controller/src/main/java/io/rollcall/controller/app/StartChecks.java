package io.rollcall.controller.app;

import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicException;
import io.rollcall.events.topics.TopicState;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** What has to be so before the controller may start. */
final class StartChecks {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final String TIMESTAMP_TYPE = "message.timestamp.type";

    /**
     * The journal as it was created.
     *
     * @param time whose time its records carry
     */
    record JournalLayout(int partitions, JournalTime time) {}

    private StartChecks() {}

    static JournalLayout run(ControllerConfig config) {
        Properties client = config.client();
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        String brokers = client.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        try (Admin admin = Admin.create(client)) {
            List<TopicState> topics = new TopicAdmin(admin, config.topics()).describe();
            List<String> missing = topics.stream()
                    .filter(topic -> !topic.exists())
                    .map(TopicState::name)
                    .toList();
            if (!missing.isEmpty()) {
                throw new ControllerStartException(
                        "topics are missing on " + brokers + ": " + String.join(", ", missing)
                                + "; create them with: rollcall topics create",
                        null);
            }
            LostPositions.check(admin, config);
            return layout(topics);
        } catch (TopicException e) {
            throw new ControllerStartException("Kafka at " + brokers + ": " + e.getMessage(), e);
        } catch (KafkaException e) {
            throw new ControllerStartException(
                    "Kafka at " + brokers + " cannot be used: " + e.getMessage()
                            + "; check bootstrap.servers and kafka.*",
                    e);
        }
    }

    private static JournalLayout layout(List<TopicState> topics) {
        TopicState journal = topics.stream()
                .filter(topic -> topic.topic() == TopicCatalogue.JOURNAL)
                .findFirst()
                .orElseThrow();
        boolean appended = JournalTime.APPENDED.type().equals(journal.config().get(TIMESTAMP_TYPE));
        return new JournalLayout(journal.partitions(), appended ? JournalTime.APPENDED : JournalTime.GIVEN);
    }
}
