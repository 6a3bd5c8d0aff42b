package io.rollcall.cli.component;

import io.rollcall.cli.console.UserException;
import io.rollcall.events.rights.KafkaAccess;
import io.rollcall.events.rights.KafkaAccessException;
import io.rollcall.events.rights.PartRights;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Topics and rights that a component needs: one that misses some says so and ends. Topics are created by {@code rollcall topics create} alone. */
final class NeededInKafka {

    private final Component component;
    private final Settings settings;

    NeededInKafka(Component component, Settings settings) {
        this.component = component;
        this.settings = settings;
    }

    /** @throws UserException when rights or topics are missing, a line each, or Kafka cannot be asked */
    void check() {
        PartRights rights = component.partRights(settings);
        if (rights.needed().isEmpty()) {
            return;
        }
        try {
            KafkaAccess.ask(rights.kafka(), admin -> {
                List<String> denied = rights.denied(admin);
                throwIfAny(denied.isEmpty() ? missingTopics(admin) : denied);
                return true;
            });
        } catch (KafkaAccessException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A line for each right that it has not; none when that cannot be found out. */
    List<String> denied() {
        return component.partRights(settings).denied();
    }

    private List<String> missingTopics(Admin admin) {
        if (component.topics().isEmpty()) {
            return List.of();
        }
        TopicNames names = settings.topics();
        String brokers = settings.kafka().brokers();
        return new TopicAdmin(admin, names)
                .missing(component.topics()).stream()
                        .map(topic -> "topic " + topic + " is missing on " + brokers
                                + "; create it: rollcall topics create --bootstrap-server " + brokers
                                + " --prefix " + names.prefix())
                        .toList();
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new UserException(String.join("\n", problems));
        }
    }
}
