package io.rollcall.cluster.simulated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Forgets an event some time after it was written last. */
final class EventExpiry implements Change.Listener {

    private final ObjectStore store;
    private final Agenda agenda;
    private final Duration kept;

    /** Keeps them for so long. */
    EventExpiry(ObjectStore store, Agenda agenda, Duration kept) {
        this.store = store;
        this.agenda = agenda;
        this.kept = kept;
    }

    @Override
    public void changed(Change change) {
        ObjectKey key = change.key();
        if (key.kind() != ObjectKind.EVENT) {
            return;
        }
        String subject = "event/" + key.text();
        if (change.type() == ChangeType.DELETED) {
            agenda.cancel(subject);
        } else {
            Instant written = change.own() ? change.at() : lastTime(change.object(), change.at());
            agenda.replan(subject, new Agenda.Task("EXPIRE", () -> expire(key)), written.plus(kept));
        }
    }

    private void expire(ObjectKey key) {
        if (store.find(key).isPresent()) {
            store.delete(key, DeleteOptions.DEFAULT);
        }
    }

    private static Instant lastTime(ObjectNode event, Instant otherwise) {
        try {
            return OffsetDateTime.parse(event.path("lastTimestamp").asText("")).toInstant();
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
