package io.rollcall.projector.web.resource;

import io.rollcall.projector.matrix.Matrix;
import io.rollcall.projector.matrix.MatrixQuery;
import io.rollcall.projector.matrix.Timeline;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Parameter;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Resource;
import java.util.List;

/** The matrix of nodes and DaemonSets, and when it changed. */
final class Matrices implements Resource {

    private static final Parameter LAYOUT = Parameter.text(
            "layout",
            "The layout of an answer that the asker has: then the nodes are left out if they are the same.",
            "1f");
    private static final Parameter STEPS = Parameter.number("steps", "At most so many moments.", 1, 5_000, 500);

    private final MatrixQuery matrix;

    Matrices(MatrixQuery matrix) {
        this.matrix = matrix;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/api/v1/matrix",
                        "Nodes and DaemonSets with the finding about each pair, a byte a cell: the code of its explanation.",
                        Matrix.class,
                        request -> matrix.matrix(request.asOf(), request.text(LAYOUT)),
                        Parameters.AS_OF,
                        LAYOUT),
                Endpoint.get(
                        "/api/v1/matrix/timeline",
                        "Moments at which the matrix changed, the oldest first.",
                        Timeline.class,
                        request -> matrix.timeline(request.number(STEPS)),
                        STEPS));
    }
}
