package io.rollcall.projector.web.http;

import io.javalin.http.Context;
import io.rollcall.projector.query.answer.QueryException;

/**
 * An error as RFC 9457 has it.
 *
 * @param status HTTP status
 * @param title what the status means
 * @param detail one line for people: the thing, and the mend
 */
public record Problem(int status, String title, String detail) {

    /** Media type of problems. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** What a question that cannot be answered is answered with. */
    public static Problem of(QueryException e) {
        return switch (e.kind()) {
            case NOT_FOUND -> new Problem(404, "Not Found", message(e));
            case GONE -> new Problem(410, "Gone", message(e));
            case BAD_QUESTION, NOT_YET -> new Problem(400, "Bad Request", message(e));
            case UNUSABLE -> new Problem(422, "Unprocessable Content", message(e));
        };
    }

    private static String message(QueryException e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    /** 503: for now. */
    public static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail);
    }

    /** 401 and 403: not with these rights. */
    public static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    /** Answers with it. */
    public void answer(Context ctx) {
        ctx.status(status).contentType(CONTENT_TYPE).result(Json.text(this));
    }
}
