package io.rollcall.cli.component;

import io.rollcall.cli.console.UserException;
import io.rollcall.events.rights.Denial;
import io.rollcall.events.rights.KafkaAccess;
import io.rollcall.events.rights.KafkaAccessException;
import io.rollcall.events.rights.RightsCheck;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Topics and rights that a component needs: one that misses some says so and ends. Topics are created by {@code rollcall topics create} alone. */
final class NeededInKafka {

    private final Component component;
    private final Settings settings;
    private final ClientSettings kafka;

    NeededInKafka(Component component, Settings settings) {
        this.component = component;
        this.settings = settings;
        this.kafka = settings.kafka();
    }

    /** @throws UserException when rights or topics are missing, a line each, or Kafka cannot be asked */
    void check() {
        if (component.rights(settings).isEmpty()) {
            return;
        }
        try {
            KafkaAccess.ask(kafka, admin -> {
                List<String> denied = denied(admin);
                throwIfAny(denied.isEmpty() ? missingTopics(admin) : denied);
                return true;
            });
        } catch (KafkaAccessException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /** A line for each right that it has not; none when that cannot be found out. */
    List<String> denied() {
        if (component.rights(settings).isEmpty()) {
            return List.of();
        }
        try {
            return KafkaAccess.ask(kafka, this::denied);
        } catch (KafkaAccessException e) {
            return List.of();
        }
    }

    private List<String> denied(Admin admin) {
        String part = component.part(settings);
        return new RightsCheck(admin)
                .missing(component.rights(settings)).stream()
                        .map(right -> Denial.line(right, kafka, part))
                        .toList();
    }

    private List<String> missingTopics(Admin admin) {
        if (component.topics().isEmpty()) {
            return List.of();
        }
        TopicNames names = settings.topics();
        return new TopicAdmin(admin, names)
                .missing(component.topics()).stream()
                        .map(topic -> "topic " + topic + " is missing on " + kafka.brokers()
                                + "; create it: rollcall topics create --bootstrap-server " + kafka.brokers()
                                + " --prefix " + names.prefix())
                        .toList();
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new UserException(String.join("\n", problems));
        }
    }
}
