package io.rollcall.projector.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rollcall.projector.query.QueryJson;
import java.io.UncheckedIOException;

/** Answers as JSON. */
final class Json {

    static final String TYPE = "application/json";

    private Json() {}

    static String text(Object answer) {
        try {
            return QueryJson.mapper().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
