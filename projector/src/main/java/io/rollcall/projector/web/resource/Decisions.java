package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.DecisionEntry;
import io.rollcall.projector.query.DecisionFilter;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Page;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Request;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** Decisions. */
final class Decisions implements Resource {

    private final ListQuery lists;

    Decisions(ListQuery lists) {
        this.lists = lists;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.list(
                "/api/v1/decisions",
                "The newest decisions, the newest first.",
                DecisionEntry.class,
                request -> Page.all(lists.decisions(filter(request), request.asOf())),
                Parameters.AS_OF,
                Parameters.DAEMON_SET,
                Parameters.NODE,
                Parameters.LIMIT));
    }

    private static DecisionFilter filter(Request request) {
        Request.Name daemonSet = request.daemonSet();
        return new DecisionFilter(
                daemonSet == null ? null : daemonSet.namespace(),
                daemonSet == null ? null : daemonSet.name(),
                request.text(Parameters.NODE),
                request.limit());
    }
}
