package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.answer.DecisionEntry;
import io.rollcall.projector.query.answer.DecisionFilter;
import io.rollcall.projector.tail.Change;
import io.rollcall.projector.tail.ChangeTail;
import io.rollcall.projector.tail.DecisionTail;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Feed;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Request;
import io.rollcall.projector.web.http.Resource;
import java.sql.SQLException;
import java.util.List;

/** What comes, as it comes. */
final class Streams implements Resource {

    private final ViewDatabase view;

    Streams(ViewDatabase view) {
        this.view = view;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.events(
                        "/api/v1/decisions/stream",
                        "Decisions as they come: events named decision. The first event, position, tells where it begins.",
                        DecisionEntry.class,
                        this::decisions,
                        Parameters.DAEMON_SET,
                        Parameters.NODE,
                        TailFeed.AFTER),
                Endpoint.events(
                        "/api/v1/changes/stream",
                        "What changed, as it changes: events named change. The first event, position, tells where it begins.",
                        Change.class,
                        request -> new TailFeed(new ChangeTail(view, TailFeed.after(request)), "change"),
                        TailFeed.AFTER));
    }

    private Feed decisions(Request request) throws SQLException {
        Request.Name daemonSet = request.daemonSet();
        DecisionFilter filter = new DecisionFilter(
                daemonSet == null ? null : daemonSet.namespace(),
                daemonSet == null ? null : daemonSet.name(),
                request.text(Parameters.NODE),
                1);
        return new TailFeed(new DecisionTail(view, filter, TailFeed.after(request)), "decision");
    }
}
