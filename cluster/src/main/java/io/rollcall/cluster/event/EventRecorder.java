package io.rollcall.cluster.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.Change;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.ObjectStore;
import io.rollcall.events.ChangeType;
import io.rollcall.rules.event.KubernetesEvent;
import io.rollcall.rules.model.DaemonSetIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events as Kubernetes' own recorder does: one that says the same again counts up; from the tenth different message of one kind
 * within ten minutes on they become one event; and of each object at most 25 at once, then one every five minutes. So what a
 * rollout over thousands of nodes leaves behind has a bound.
 *
 * <p>What it knows of earlier events it learns from the store, so it goes on after a restart. For the cluster's thread.
 */
public final class EventRecorder implements Change.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final int MOST_SIMILAR = 10;
    private static final Duration SIMILAR = Duration.ofSeconds(600);
    private static final String COMBINED = "(combined from similar events): ";

    private final ObjectStore store;
    private final Map<String, ObjectKey> known = new HashMap<>();
    private final Map<String, Similar> similar = new HashMap<>();
    private final Map<String, EventBudget> budgets = new HashMap<>();

    /** Messages of one kind about one object. */
    private record Similar(Set<String> messages, Instant last) {}

    /** Writes to this store; is to hear of its changes. */
    public EventRecorder(ObjectStore store) {
        this.store = store;
    }

    /**
     * Writes an event, or counts it up.
     *
     * @param origin id of the command that it tells of
     */
    public void record(KubernetesEvent event, DaemonSetIdentity about, String origin, Instant at) {
        String kind = about.uid() + "/" + event.severity() + "/" + event.reason();
        Similar seen = similar.get(kind);
        Set<String> messages =
                seen == null || seen.last().plus(SIMILAR).isBefore(at) ? new TreeSet<>() : seen.messages();
        boolean combined = !messages.contains(event.message()) && messages.size() + 1 >= MOST_SIMILAR;
        if (!combined) {
            messages.add(event.message());
        }
        similar.put(kind, new Similar(messages, at));
        if (!budgets.computeIfAbsent(about.uid(), uid -> new EventBudget(at)).take(at)) {
            return;
        }
        KubernetesEvent told =
                combined ? new KubernetesEvent(event.severity(), event.reason(), COMBINED + event.message()) : event;
        ObjectNode object = told.toObject(about, origin, at);
        ObjectKey present = known.get(identity(object));
        try {
            if (present != null && store.find(present).isPresent()) {
                store.change(present, before -> countUp(before, object));
            } else {
                store.create(ObjectKind.EVENT, object);
            }
        } catch (ApiException refused) {
            // The namespace is going, or a person has made one of that name: nobody waits for this event.
            LOG.debug("event {} is not written: {}", told.reason(), refused.getMessage());
        }
    }

    @Override
    public void changed(Change change) {
        if (change.key().kind() == ObjectKind.EVENT) {
            if (change.type() == ChangeType.DELETED) {
                known.remove(identity(change.object()), change.key());
            } else if (component(change.object()).equals(KubernetesEvent.SOURCE)) {
                known.put(identity(change.object()), change.key());
            }
        } else if (change.key().kind() == ObjectKind.DAEMON_SET && change.type() == ChangeType.DELETED) {
            String uid = Meta.uid(change.object());
            budgets.remove(uid);
            similar.keySet().removeIf(kind -> kind.startsWith(uid + "/"));
        }
    }

    private static void countUp(ObjectNode event, ObjectNode again) {
        event.put("count", event.path("count").asInt(1) + 1);
        event.set("lastTimestamp", again.get("lastTimestamp"));
        event.set("message", again.get("message"));
    }

    /** What makes two events one: everything but times and count, and for a combined one also the message. */
    private static String identity(ObjectNode event) {
        String message = event.path("message").asText("");
        return event.path("involvedObject").path("uid").asText("") + "/"
                + event.path("type").asText("") + "/"
                + event.path("reason").asText("") + "/" + (message.startsWith(COMBINED) ? COMBINED : message);
    }

    private static String component(ObjectNode event) {
        return event.path("source").path("component").asText("");
    }
}
