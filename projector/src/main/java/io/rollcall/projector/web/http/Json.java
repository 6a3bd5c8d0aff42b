package io.rollcall.projector.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rollcall.projector.query.answer.QueryJson;
import java.io.UncheckedIOException;

/** Answers as JSON. */
public final class Json {

    /** Its media type. */
    public static final String TYPE = "application/json";

    private Json() {}

    /** The text of an answer. */
    public static String text(Object answer) {
        try {
            return QueryJson.mapper().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
