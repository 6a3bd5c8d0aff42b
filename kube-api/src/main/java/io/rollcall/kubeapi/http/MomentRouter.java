package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Past;
import java.time.InstantSource;
import java.util.Optional;

/** Tells what is asked of the present from what is asked of a moment: the same paths, behind {@code /asof/MOMENT}. */
final class MomentRouter {

    private static final String PREFIX = "/asof/";

    private final ApiRouter present;
    private final Optional<Past> past;
    private final Documents documents;

    MomentRouter(ApiRouter present, Optional<Past> past, Documents documents) {
        this.present = present;
        this.past = past;
        this.documents = documents;
    }

    /** The outcome of a request; refusals are answers too. */
    Outcome route(Request request) throws InterruptedException {
        if (past.isEmpty() || !request.path().startsWith(PREFIX)) {
            return present.route(request);
        }
        String rest = request.path().substring(PREFIX.length());
        int slash = rest.indexOf('/');
        String moment = slash < 0 ? rest : rest.substring(0, slash);
        try {
            Past.Snapshot then = past.get().at(moment);
            ApiRouter router =
                    new ApiRouter(then.store(), documents, InstantSource.fixed(then.time()), new RandomSuffixes());
            return router.route(request.below(slash < 0 ? "/" : rest.substring(slash)));
        } catch (StatusException refusal) {
            return new Outcome.Answer(Reply.of(refusal));
        }
    }
}
