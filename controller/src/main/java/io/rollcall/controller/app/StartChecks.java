package io.rollcall.controller.app;

import io.rollcall.events.rights.KafkaAccess;
import io.rollcall.events.rights.KafkaAccessException;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicState;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** What has to be so before the controller may start. */
final class StartChecks {

    private static final String TIMESTAMP_TYPE = "message.timestamp.type";

    /**
     * The journal as it was created.
     *
     * @param time whose time its records carry
     */
    record JournalLayout(int partitions, JournalTime time) {}

    private StartChecks() {}

    static JournalLayout run(ControllerConfig config) {
        try {
            return KafkaAccess.ask(config.kafka(), admin -> {
                JournalLayout journal = journal(admin, config);
                LostPositions.check(admin, config);
                return journal;
            });
        } catch (KafkaAccessException e) {
            throw new ControllerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private static JournalLayout journal(Admin admin, ControllerConfig config) {
        TopicState journal = new TopicAdmin(admin, config.topics())
                .describe(List.of(TopicCatalogue.JOURNAL))
                .getFirst();
        if (!journal.exists()) {
            throw new ControllerStartException(
                    "topic " + journal.name() + " is missing; create the topics: rollcall topics create", null);
        }
        boolean appended = JournalTime.APPENDED.type().equals(journal.config().get(TIMESTAMP_TYPE));
        return new JournalLayout(journal.partitions(), appended ? JournalTime.APPENDED : JournalTime.GIVEN);
    }
}
