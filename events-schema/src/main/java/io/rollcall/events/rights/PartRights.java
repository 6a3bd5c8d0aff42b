package io.rollcall.events.rights;

import io.rollcall.events.settings.ClientSettings;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a part of Rollcall has to be allowed in Kafka, and who it is there.
 *
 * @param kafka settings of its clients
 * @param needed all of its rights
 * @param role for whom {@code rollcall acls} has a list of them
 */
public record PartRights(ClientSettings kafka, List<NeededRight> needed, String role) {

    /** Copies the rights. */
    public PartRights {
        needed = List.copyOf(needed);
    }

    /** A line for each right that it has not, asked for with a client that belongs to the caller. */
    public List<String> denied(Admin admin) {
        return new RightsCheck(admin)
                .missing(needed).stream()
                        .map(right -> Denial.line(right, kafka, role))
                        .toList();
    }

    /** The same with a client of its own; none when that cannot be found out. */
    public List<String> denied() {
        if (needed.isEmpty()) {
            return List.of();
        }
        try {
            return KafkaAccess.ask(kafka, this::denied);
        } catch (KafkaAccessException e) {
            return List.of();
        }
    }
}
