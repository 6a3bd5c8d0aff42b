package io.rollcall.projector.web.resource;

import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import io.rollcall.projector.web.http.Resource;
import java.util.List;
import java.util.function.Supplier;

/** Alive always; ready once the end of the log was reached and nothing is in the way. */
final class Health implements Resource {

    private final Supplier<Freshness> freshness;

    Health(Supplier<Freshness> freshness) {
        this.freshness = freshness;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.text("/healthz", "Whether the projector is alive.", request -> "ok\n"),
                Endpoint.text(
                        "/readyz",
                        "Whether the view has reached the end of the log once and nothing is in its way.",
                        request -> ready()));
    }

    private String ready() {
        Freshness now = freshness.get();
        if (now.trouble() != null) {
            throw unavailable(now.trouble());
        }
        if (!now.ready()) {
            throw unavailable(now.building());
        }
        return "ready\n";
    }

    private static ProblemException unavailable(String why) {
        return new ProblemException(Problem.unavailable(why));
    }
}
