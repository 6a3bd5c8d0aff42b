package io.rollcall.kubeapi.http;

import io.rollcall.kubeapi.access.Gate;
import io.rollcall.kubeapi.access.Need;
import io.rollcall.kubeapi.access.Verdict;
import io.rollcall.kubeapi.discovery.Review;
import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.status.StatusException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets requests through to the API, or refuses them as an API server does. For any number of threads. */
final class Guard {

    /** What anybody may ask of a real server too. */
    private static final List<String> OPEN = List.of("/healthz", "/livez", "/readyz", "/version");

    /** A review of oneself changes nothing. */
    private static final List<String> REVIEWS =
            Arrays.stream(Review.values()).map(Review::path).toList();

    private final Gate gate;
    private final MomentRouter router;

    Guard(Gate gate, MomentRouter router) {
        this.gate = gate;
        this.router = router;
    }

    /** The outcome of a request; refusals are answers too. */
    Outcome route(Request request) throws InterruptedException {
        Verdict verdict = verdict(request, need(request));
        return switch (verdict) {
            case ADMITTED -> {
                boolean reader = gate.readsOnly(headers(request));
                yield Forbidden.impersonated(request).isPresent()
                        ? refused(
                                verdict,
                                Forbidden.impersonation(
                                        Forbidden.impersonated(request).get(), reader))
                        : router.route(reader ? request.reading() : request);
            }
            case NO_TOKEN, UNKNOWN_TOKEN -> refused(verdict, Failures.unauthorized());
            case READER_ONLY -> refused(verdict, Forbidden.reader(request));
            case OTHER_HOST ->
                refused(
                        verdict,
                        Failures.forbidden("the host '"
                                + Gate.hostName(request.headers().get("host"))
                                + "' is not this server's: ask 127.0.0.1 or localhost, or demand tokens"));
            case OTHER_SITE ->
                refused(verdict, Failures.forbidden("a page of another site may change and watch nothing here"));
        };
    }

    private Verdict verdict(Request request, Need need) {
        return gate.verdict(headers(request), need);
    }

    private static Function<String, @Nullable String> headers(Request request) {
        return name -> request.headers().get(name.toLowerCase(Locale.ROOT));
    }

    private static Outcome refused(Verdict verdict, StatusException refusal) {
        Reply reply = Reply.of(refusal);
        return new Outcome.Answer(verdict.challenge()
                .map(challenge -> reply.with("WWW-Authenticate", challenge))
                .orElse(reply));
    }

    private static Need need(Request request) {
        if (REVIEWS.contains(MomentRouter.present(request).path())
                || request.method().equals("OPTIONS")) {
            return Need.READ;
        }
        if (OPEN.contains(request.path())) {
            return Need.NOTHING;
        }
        return request.method().equals("GET") ? Need.READ : Need.WRITE;
    }
}
