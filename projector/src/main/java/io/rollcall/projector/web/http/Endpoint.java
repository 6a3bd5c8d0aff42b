package io.rollcall.projector.web.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A path with what is to be known about it: that it is served and that it is described come from the same place.
 *
 * @param path as Javalin writes it, {@code {name}} for a part that is a parameter
 * @param summary what it answers, one line
 * @param parameters what its query may have; anything else is refused
 * @param answer type of the answer
 * @param representations how the answer may be written, the first by default
 * @param handler who answers
 */
public record Endpoint(
        String path,
        String summary,
        List<Parameter> parameters,
        Type answer,
        List<Representation> representations,
        Handler handler) {

    /** Finds the answer. */
    public interface Handler {
        /**
         * The answer.
         *
         * @throws io.rollcall.projector.query.QueryException when the question cannot be answered
         * @throws Exception when answering fails, which is this program's fault
         */
        Object answer(Request request) throws Exception;
    }

    /**
     * A way to write an answer.
     *
     * @param mediaType such as text/plain
     */
    public record Representation(String mediaType, Function<Object, String> writer) {}

    /** Answers with JSON. */
    public static Endpoint get(String path, String summary, Type answer, Handler handler, Parameter... parameters) {
        return new Endpoint(
                path,
                summary,
                List.of(parameters),
                answer,
                List.of(new Representation(Json.TYPE, Json::text)),
                handler);
    }

    /** Answers with a {@link Page} of items. */
    public static Endpoint list(String path, String summary, Class<?> item, Handler handler, Parameter... parameters) {
        return get(path, summary, new Page.Of(item), handler, parameters);
    }

    /** Answers with plain text. */
    public static Endpoint text(String path, String summary, Handler handler, Parameter... parameters) {
        return new Endpoint(
                path,
                summary,
                List.of(parameters),
                String.class,
                List.of(new Representation("text/plain", String.class::cast)),
                handler);
    }

    /** Also answers in another way, for who accepts that. */
    public <T> Endpoint also(String mediaType, Class<T> type, Function<T, String> writer) {
        List<Representation> more = new ArrayList<>(representations);
        more.add(new Representation(mediaType, answer -> writer.apply(type.cast(answer))));
        return new Endpoint(path, summary, parameters, answer, List.copyOf(more), handler);
    }
}
