package io.rollcall.cluster.history;

import io.rollcall.cluster.objects.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time of an event whose source did not write it down, as with kubectl: the latest time that the object itself shows, never
 * before the entry ahead of it.
 */
final class ObservedTime {

    private Instant last = Instant.EPOCH;

    /** The time of the next event, which was written down. */
    Instant known(Instant time) {
        last = time.isAfter(last) ? time : last;
        return time;
    }

    /** The time of the next event, worked out from its object. */
    Instant of(Field object) {
        Field metadata = object.at("metadata");
        see(metadata.at("creationTimestamp").time());
        for (Field manager : metadata.at("managedFields").entries()) {
            see(manager.at("time").time());
        }
        Instant deletion = metadata.at("deletionTimestamp").time();
        if (deletion != null) {
            // It lies in the future by the grace period.
            see(deletion.minusSeconds(metadata.at("deletionGracePeriodSeconds").number(0)));
        }
        Field status = object.at("status");
        for (Field condition : status.at("conditions").entries()) {
            see(condition.at("lastTransitionTime").time());
            see(condition.at("lastHeartbeatTime").time());
        }
        see(status.at("startTime").time());
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (Field container : status.at(list).entries()) {
                Field state = container.at("state");
                see(state.at("running").at("startedAt").time());
                see(state.at("terminated").at("finishedAt").time());
            }
        }
        return last;
    }

    private void see(@Nullable Instant time) {
        if (time != null && time.isAfter(last)) {
            last = time;
        }
    }
}
