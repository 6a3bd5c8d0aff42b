package io.rollcall.kubeapi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Listing;
import io.rollcall.kubeapi.store.ResourceStore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Opens watches. */
final class Watches {

    private static final int GONE = 410;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final ResourceStore store;
    private final Renderer renderer;

    Watches(ResourceStore store, Renderer renderer) {
        this.store = store;
        this.renderer = renderer;
    }

    /** A watch from the version that the query names, or from what there is when it names none, or 0. */
    WatchStream open(ResourceType type, ResourcePath path, Request request) throws InterruptedException {
        Rendering rendering = Rendering.of(request);
        Query query = request.query();
        Selection selection = Selection.of(type, path, query);
        OptionalLong version = query.version();
        Reads.awaitVersion(store, version);
        boolean wantsInitial = query.flag("sendInitialEvents");
        boolean fromNow = wantsInitial || version.orElse(0) == 0;
        Listing present = fromNow
                ? store.list(type, path.namespace(), OptionalLong.empty())
                : new Listing(List.of(), version.getAsLong());
        boolean silent = query.text("sendInitialEvents").equals("false");
        List<ObjectNode> initial = silent
                ? List.of()
                : present.items().stream().filter(selection::matches).toList();
        WatchStream.Plan plan = new WatchStream.Plan(
                type,
                selection,
                rendering,
                initial,
                wantsInitial && query.flag("allowWatchBookmarks"),
                query.flag("allowWatchBookmarks"),
                timeout(query));
        try {
            return WatchStream.of(plan, renderer, store.changes(type, path.namespace(), present.version()));
        } catch (StatusException refusal) {
            if (refusal.code() == GONE) {
                return WatchStream.refused(plan, renderer, refusal);
            }
            throw refusal;
        }
    }

    private static Duration timeout(Query query) {
        OptionalLong wanted = query.number("timeoutSeconds");
        Duration timeout =
                wanted.isPresent() && wanted.getAsLong() > 0 ? Duration.ofSeconds(wanted.getAsLong()) : LONGEST;
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }
}
