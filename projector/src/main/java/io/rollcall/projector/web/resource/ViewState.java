package io.rollcall.projector.web.resource;

import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewControl;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Resource;
import java.util.List;
import java.util.function.Supplier;

/** The view itself: how far it is, and that it be built anew. */
final class ViewState implements Resource {

    private final Supplier<Freshness> freshness;
    private final ViewControl control;

    ViewState(Supplier<Freshness> freshness, ViewControl control) {
        this.freshness = freshness;
        this.control = control;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/view", "How far the view is.", ViewStatus.class, request -> status()),
                Endpoint.order(
                        "/api/v1/view/rebuild",
                        "Drops the view and builds it anew from the log; how far that is, is at /api/v1/view.",
                        ViewStatus.class,
                        request -> {
                            control.rebuild();
                            return status();
                        }));
    }

    private ViewStatus status() {
        Freshness now = freshness.get();
        return new ViewStatus(
                now.ready(),
                now.position(),
                now.lag().isPresent() ? now.lag().getAsLong() : null,
                now.recordsRead(),
                now.newest(),
                now.trouble());
    }
}
