package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Choice;
import io.rollcall.kubeapi.store.Chosen;
import io.rollcall.kubeapi.store.ResourceStore;
import java.time.Duration;
import java.util.Optional;
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
        String token = query.text("continue");
        Optional<Continue> from = token.isEmpty() ? Optional.empty() : Optional.of(Continue.of(token));
        Chosen chosen = store.choose(
                type,
                new Choice(
                        path.namespace(),
                        from.isPresent() ? OptionalLong.of(from.get().version()) : at(query),
                        selection.labels(),
                        selection.fields(),
                        from.map(Continue::after).orElse(""),
                        Math.max(
                                0,
                                Math.min(
                                        Integer.MAX_VALUE, query.number("limit").orElse(0)))));
        ObjectNode list = renderer.list(type, chosen.items(), rendering);
        ObjectNode metadata = Meta.of(list).put("resourceVersion", Long.toString(chosen.version()));
        if (chosen.more()) {
            String last = ResourceKey.of(type, chosen.items().getLast()).path();
            metadata.put("continue", new Continue(chosen.version(), last).token());
            if (selection.everything() && chosen.left().isPresent()) {
                metadata.put("remainingItemCount", chosen.left().getAsLong());
            }
        }
        return Reply.json(200, list);
    }

    /** Now, or at the one version that is wanted. Any older version is as good as now unless exactly that one is asked for. */
    private OptionalLong at(Query query) throws InterruptedException {
        OptionalLong version = query.version();
        String match = query.text("resourceVersionMatch");
        if (!match.isEmpty() && version.isEmpty()) {
            throw Failures.badRequest("resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        awaitVersion(store, version);
        return match.equals("Exact") ? version : OptionalLong.empty();
    }

    /** Waits a little for a version that is ahead, as a client may have learned of it elsewhere. */
    static void awaitVersion(ResourceStore store, OptionalLong version) throws InterruptedException {
        if (version.isPresent() && !store.await(version.getAsLong(), PATIENCE)) {
            throw Failures.versionAhead(version.getAsLong(), store.version());
        }
    }
}
