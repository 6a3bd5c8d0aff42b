package io.rollcall.projector.web.guard;

import io.javalin.http.Context;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.access.Gate;
import io.rollcall.kubeapi.access.Need;
import io.rollcall.kubeapi.access.Verdict;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import io.rollcall.projector.web.http.Role;

/** What the gate says, as problems of the web API. Safe for threads. */
public final class Access {

    private final Gate gate;

    /** @throws IllegalArgumentException when a file of tokens cannot be used; one line that names it */
    public Access(AccessSettings settings) {
        this.gate = new Gate(settings);
    }

    /**
     * Lets a request through.
     *
     * @throws ProblemException when it may not
     */
    public void check(Context context, Role role) {
        Verdict verdict = gate.verdict(context::header, need(role));
        verdict.challenge().ifPresent(challenge -> context.header("WWW-Authenticate", challenge));
        switch (verdict) {
            case ADMITTED -> {}
            case NO_TOKEN -> throw unauthorized("a token is needed: Authorization: Bearer TOKEN");
            case UNKNOWN_TOKEN -> throw unauthorized("the token is not known here");
            case READER_ONLY -> throw forbidden("the token may read; this needs one that may write");
            case OTHER_HOST ->
                throw forbidden("the host '" + Gate.hostName(context.header("Host"))
                        + "' is not this server's: ask 127.0.0.1 or localhost, or add the name to web.hosts");
            case OTHER_SITE -> throw forbidden("a page of another site may change nothing here");
        }
    }

    private static Need need(Role role) {
        return switch (role) {
            case ANYONE -> Need.NOTHING;
            case READ -> Need.READ;
            case WRITE -> Need.WRITE;
        };
    }

    private static ProblemException unauthorized(String detail) {
        return new ProblemException(new Problem(401, "Unauthorized", detail));
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.forbidden(detail));
    }
}
