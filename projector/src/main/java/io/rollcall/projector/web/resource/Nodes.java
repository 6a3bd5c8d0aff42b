package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.ListQuery.NodeEntry;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Page;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** Nodes. */
final class Nodes implements Resource {

    private final ListQuery lists;

    Nodes(ListQuery lists) {
        this.lists = lists;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.list(
                "/api/v1/nodes",
                "The nodes, by name.",
                NodeEntry.class,
                request -> Page.of(
                        lists.nodes(request.asOf(), request.after(), request.limit() + 1),
                        request.limit(),
                        NodeEntry::name),
                Parameters.AS_OF,
                Parameters.LIMIT,
                Parameters.CONTINUE));
    }
}
