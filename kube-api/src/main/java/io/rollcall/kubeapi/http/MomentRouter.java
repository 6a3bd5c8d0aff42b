package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Past;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells what is asked of the present from what is asked of a moment: the same paths, behind {@code /asof/MOMENT}. */
final class MomentRouter {

    /** So many questions about the past are answered at once: each reads a database, which others need too. */
    static final int MOST_AT_ONCE = 4;

    private static final String PREFIX = "/asof/";
    private static final long PATIENCE_MILLIS = 2_000;

    private final ApiRouter present;
    private final Optional<Past> past;
    private final Documents documents;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    MomentRouter(ApiRouter present, Optional<Past> past, Documents documents, InstantSource clock) {
        this.clock = clock;
        this.present = present;
        this.past = past;
        this.documents = documents;
    }

    /** The same request as if it were asked of the present. */
    static Request present(Request request) {
        if (!request.path().startsWith(PREFIX)) {
            return request;
        }
        int slash = request.path().indexOf('/', PREFIX.length());
        return request.below(slash < 0 ? "/" : request.path().substring(slash));
    }

    /** The outcome of a request; refusals are answers too. */
    Outcome route(Request request) throws InterruptedException {
        if (past.isEmpty() || !request.path().startsWith(PREFIX)) {
            return present.route(request);
        }
        Request asked = present(request);
        if (documents.answer(asked.steps(), asked).isPresent()) {
            // What is served does not depend on the moment. Clients look there first, and would tell a bad moment many
            // times.
            return present.route(asked);
        }
        String rest = request.path().substring(PREFIX.length());
        int slash = rest.indexOf('/');
        String moment = slash < 0 ? rest : rest.substring(0, slash);
        try {
            if (asked.query().flag("watch")) {
                throw Failures.nothingToWatch(moment);
            }
            if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw Failures.tooManyRequests(
                        MOST_AT_ONCE + " questions about the past are being answered, please try again later");
            }
            try {
                return past(past.get(), moment, asked);
            } finally {
                places.release();
            }
        } catch (StatusException refusal) {
            return new Outcome.Answer(Reply.of(refusal));
        }
    }

    private Outcome past(Past past, String moment, Request asked) throws InterruptedException {
        Past.Snapshot then = past.at(moment);
        if (then.time().isAfter(clock.instant())) {
            throw Failures.notYet(moment);
        }
        return new ApiRouter(then.store(), documents, InstantSource.fixed(then.time()), new RandomSuffixes())
                .route(asked);
    }
}
