package io.rollcall.projector.web.resource;

import io.rollcall.projector.query.RunQuery;
import io.rollcall.projector.query.answer.PodEntry;
import io.rollcall.projector.query.answer.RolloutSpan;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Page;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** What decisions led to: pods and rollouts. */
final class Runs implements Resource {

    private final RunQuery runs;

    Runs(RunQuery runs) {
        this.runs = runs;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.list(
                        "/api/v1/pods",
                        "The pods of DaemonSets, by namespace and name.",
                        PodEntry.class,
                        request -> Page.of(
                                runs.pods(request.asOf(), request.after(), request.limit() + 1),
                                request.limit(),
                                pod -> pod.namespace() + "/" + pod.name()),
                        Parameters.AS_OF,
                        Parameters.LIMIT,
                        Parameters.CONTINUE),
                Endpoint.list(
                        "/api/v1/rollouts",
                        "The rollouts of another revision, with how many steps they took, the first to begin first.",
                        RolloutSpan.class,
                        request -> Page.of(
                                runs.rollouts(request.asOf(), request.after(), request.limit() + 1),
                                request.limit(),
                                RunQuery::key),
                        Parameters.AS_OF,
                        Parameters.LIMIT,
                        Parameters.CONTINUE));
    }
}
