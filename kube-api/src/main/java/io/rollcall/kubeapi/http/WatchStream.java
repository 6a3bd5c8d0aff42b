package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Change;
import io.rollcall.kubeapi.store.ChangeFeed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One watch: what there is, then what changes, a JSON object a line, until its time is over, the client leaves, or what has not been
 * sent is forgotten. It keeps nothing but its place, so a client that reads slowly costs nothing. For one thread.
 */
final class WatchStream {

    private static final Duration BOOKMARK_INTERVAL = Duration.ofSeconds(60);

    /**
     * What a watch is about.
     *
     * @param type type of the objects
     * @param selection which of them
     * @param rendering how they are rendered
     * @param initial what there is at the beginning, to be sent as ADDED
     * @param endOfInitial whether a bookmark says that all of it was sent
     * @param bookmarks whether bookmarks are wanted
     * @param timeout when it ends at the latest
     */
    record Plan(
            ResourceType type,
            Selection selection,
            Rendering rendering,
            List<ObjectNode> initial,
            boolean endOfInitial,
            boolean bookmarks,
            Duration timeout) {}

    private final Plan plan;
    private final Renderer renderer;
    private final @Nullable ChangeFeed feed;
    private final @Nullable StatusException refusal;
    private boolean first = true;

    private WatchStream(Plan plan, Renderer renderer, @Nullable ChangeFeed feed, @Nullable StatusException refusal) {
        this.plan = plan;
        this.renderer = renderer;
        this.feed = feed;
        this.refusal = refusal;
    }

    /** A watch that goes on with the changes of a feed. */
    static WatchStream of(Plan plan, Renderer renderer, ChangeFeed feed) {
        return new WatchStream(plan, renderer, feed, null);
    }

    /** A watch that only says why it cannot be. */
    static WatchStream refused(Plan plan, Renderer renderer, StatusException refusal) {
        return new WatchStream(plan, renderer, null, refusal);
    }

    /**
     * Sends until the end.
     *
     * @throws IOException when the client has left
     * @throws InterruptedException when the server stops
     */
    void sendTo(OutputStream out) throws IOException, InterruptedException {
        ChangeFeed changes = feed;
        if (changes == null) {
            send(out, "ERROR", refusal == null ? Json.object() : refusal.body());
            out.flush();
            return;
        }
        for (ObjectNode object : plan.initial()) {
            send(out, "ADDED", render(object));
        }
        if (plan.endOfInitial()) {
            send(out, "BOOKMARK", bookmark(changes.version(), true));
        }
        out.flush();
        try {
            follow(changes, out);
        } catch (StatusException gone) {
            send(out, "ERROR", gone.body());
            out.flush();
        }
    }

    private void follow(ChangeFeed changes, OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + plan.timeout().toNanos();
        long nextBookmark = System.nanoTime() + BOOKMARK_INTERVAL.toNanos();
        while (!changes.ended()) {
            long now = System.nanoTime();
            if (plan.bookmarks() && (now >= nextBookmark || now >= end)) {
                send(out, "BOOKMARK", bookmark(changes.version(), false));
                out.flush();
                nextBookmark = now + BOOKMARK_INTERVAL.toNanos();
            }
            if (now >= end) {
                return;
            }
            long until = plan.bookmarks() ? Math.min(end, nextBookmark) : end;
            List<Change> batch = changes.next(Duration.ofNanos(until - now));
            for (Change change : batch) {
                send(change, out);
            }
            if (!batch.isEmpty()) {
                out.flush();
            }
        }
    }

    /** An object that comes into the selection is ADDED for this watch, one that leaves it DELETED. */
    private void send(Change change, OutputStream out) throws IOException {
        ObjectNode before = change.before();
        boolean was = before != null && plan.selection().matches(before);
        boolean is = change.type() != Change.Type.DELETED && plan.selection().matches(change.object());
        if (is) {
            send(out, was ? "MODIFIED" : "ADDED", render(change.object()));
        } else if (was && before != null) {
            send(out, "DELETED", render(change.type() == Change.Type.DELETED ? change.object() : last(before, change)));
        }
    }

    private static ObjectNode last(ObjectNode before, Change change) {
        ObjectNode last = before.deepCopy();
        Meta.of(last).put("resourceVersion", Long.toString(change.version()));
        return last;
    }

    private JsonNode render(ObjectNode object) {
        JsonNode rendered = renderer.watched(plan.type(), object, plan.rendering(), first);
        first = false;
        return rendered;
    }

    /** An object with nothing but a version: all changes up to it have been sent. */
    private JsonNode bookmark(long version, boolean endOfInitial) {
        ObjectNode object = Json.object()
                .put("kind", plan.type().kind())
                .put("apiVersion", plan.type().apiVersion());
        ObjectNode metadata = Meta.of(object).put("resourceVersion", Long.toString(version));
        metadata.putNull("creationTimestamp");
        if (endOfInitial) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return plan.rendering().form() == Rendering.Form.TABLE
                ? renderer.watched(plan.type(), object, plan.rendering(), false)
                : renderer.one(plan.type(), object, plan.rendering());
    }

    private static void send(OutputStream out, String type, JsonNode object) throws IOException {
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        out.write(Json.bytes(event));
        out.write('\n');
    }
}
