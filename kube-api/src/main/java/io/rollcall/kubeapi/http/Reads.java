package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Listing;
import io.rollcall.kubeapi.store.ResourceStore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Gets and lists. */
final class Reads {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ResourceStore store;
    private final Renderer renderer;

    Reads(ResourceStore store, Renderer renderer) {
        this.store = store;
        this.renderer = renderer;
    }

    Reply get(ResourceType type, ResourcePath path, Request request) {
        Rendering rendering = Rendering.of(request);
        return Reply.json(200, renderer.one(type, store.get(path.key(type)), rendering));
    }

    Reply list(ResourceType type, ResourcePath path, Request request) throws InterruptedException {
        Rendering rendering = Rendering.of(request);
        Query query = request.query();
        Selection selection = Selection.of(type, path, query);
        long limit = query.number("limit").orElse(0);
        String token = query.text("continue");
        Listing listing = token.isEmpty() ? listing(type, path, query) : rest(type, path, Continue.of(token));
        List<ObjectNode> chosen =
                listing.items().stream().filter(selection::matches).toList();
        boolean cut = limit > 0 && chosen.size() > limit;
        List<ObjectNode> part = cut ? chosen.subList(0, (int) limit) : chosen;
        ObjectNode list = renderer.list(type, part, rendering);
        ObjectNode metadata = Meta.of(list).put("resourceVersion", Long.toString(listing.version()));
        if (cut) {
            String last = ResourceKey.of(type, part.getLast()).path();
            metadata.put("continue", new Continue(listing.version(), last).token());
            if (selection.everything()) {
                metadata.put("remainingItemCount", chosen.size() - limit);
            }
        }
        return Reply.json(200, list);
    }

    /** Now, or at the one version that is wanted. Any older version is as good as now unless exactly that one is asked for. */
    private Listing listing(ResourceType type, ResourcePath path, Query query) throws InterruptedException {
        OptionalLong version = query.version();
        String match = query.text("resourceVersionMatch");
        if (!match.isEmpty() && version.isEmpty()) {
            throw Failures.badRequest("resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        awaitVersion(store, version);
        return store.list(type, path.namespace(), match.equals("Exact") ? version : OptionalLong.empty());
    }

    /** Waits a little for a version that is ahead, as a client may have learned of it elsewhere. */
    static void awaitVersion(ResourceStore store, OptionalLong version) throws InterruptedException {
        if (version.isPresent() && !store.await(version.getAsLong(), PATIENCE)) {
            throw Failures.versionAhead(version.getAsLong(), store.version());
        }
    }

    private Listing rest(ResourceType type, ResourcePath path, Continue from) {
        Listing whole = store.list(type, path.namespace(), OptionalLong.of(from.version()));
        List<ObjectNode> rest = whole.items().stream()
                .filter(item -> ResourceKey.of(type, item).path().compareTo(from.after()) > 0)
                .toList();
        return new Listing(rest, whole.version());
    }
}
