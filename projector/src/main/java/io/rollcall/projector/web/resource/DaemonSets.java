package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.ListQuery.DaemonSetEntry;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Page;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** DaemonSets with their counters. */
final class DaemonSets implements Resource {

    private final ListQuery lists;

    DaemonSets(ListQuery lists) {
        this.lists = lists;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.list(
                "/api/v1/daemonsets",
                "The DaemonSets with their counters, by namespace and name.",
                DaemonSetEntry.class,
                request -> Page.of(
                        lists.daemonSets(request.asOf(), request.after(), request.limit() + 1),
                        request.limit(),
                        entry -> entry.namespace() + "/" + entry.name()),
                Parameters.AS_OF,
                Parameters.LIMIT,
                Parameters.CONTINUE));
    }
}
