package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ExplanationText;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** Why a node has a pod of a DaemonSet or has none, and how a DaemonSet stands on all nodes. */
final class Explanations implements Resource {

    private final ExplainQuery explain;

    Explanations(ExplainQuery explain) {
        this.explain = explain;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/api/v1/daemonsets/{namespace}/{name}/explain",
                        "Why a node has a pod of the DaemonSet or has none; without a node, how the DaemonSet stands on all.",
                        Explanation.class,
                        request -> explain.explain(
                                request.path("namespace"),
                                request.path("name"),
                                request.text(Parameters.NODE),
                                request.asOf()),
                        Parameters.NODE,
                        Parameters.AS_OF)
                .also("text/plain", Explanation.class, ExplanationText::of));
    }
}
