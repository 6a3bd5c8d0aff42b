package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ExplanationText;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** Why a pod was created, why it was deleted, by whom, and its life between; also of one that is long gone. */
final class PodExplanations implements Resource {

    private final ExplainQuery explain;

    PodExplanations(ExplainQuery explain) {
        this.explain = explain;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/api/v1/pods/{namespace}/{name}/explain",
                        "Why a pod was created, why it was deleted, by whom, and its life; of several of the name, the newest.",
                        Explanation.OfPod.class,
                        request -> explain.explainPod(request.path("namespace"), request.path("name"), request.asOf()),
                        Parameters.AS_OF)
                .also("text/plain", Explanation.class, ExplanationText::of));
    }
}
