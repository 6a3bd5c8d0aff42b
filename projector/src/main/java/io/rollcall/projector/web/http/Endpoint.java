package io.rollcall.projector.web.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path with what is to be known about it: that it is served and that it is described come from the same place.
 *
 * @param method GET or POST
 * @param path as Javalin writes it, {@code {name}} for a part that is a parameter
 * @param summary what it answers, one line
 * @param own what its query may have beside what every query of the view may have; anything else is refused
 * @param role what one has to be allowed to do
 * @param reply how it answers
 */
public record Endpoint(Method method, String path, String summary, List<Parameter> own, Role role, Reply reply) {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final String API = "/api/";
    private static final String VIEW_ITSELF = "/api/v1/view";

    /** What HTTP calls it. */
    public enum Method {
        /** Reads. */
        GET,
        /** Changes. */
        POST
    }

    /** Finds the answer. */
    public interface Handler {
        /**
         * The answer.
         *
         * @throws io.rollcall.projector.query.answer.QueryException when the question cannot be answered
         * @throws Exception when answering fails, which is this program's fault
         */
        Object answer(Request request) throws Exception;
    }

    /** Begins a stream of events. */
    public interface Opening {
        /** The events, from where the request wants them. */
        Feed open(Request request) throws Exception;
    }

    /** How an endpoint answers. */
    public sealed interface Reply {}

    /**
     * Once.
     *
     * @param type type of the answer
     * @param ways how the answer may be written, the first by default
     * @param status of the answer
     */
    public record Answer(Type type, List<Representation> ways, Handler handler, int status) implements Reply {}

    /**
     * Again and again, as server-sent events.
     *
     * @param events what is in their data
     */
    public record Events(Class<?> events, Opening opening) implements Reply {}

    /**
     * A way to write an answer.
     *
     * @param mediaType such as text/plain
     */
    public record Representation(String mediaType, Function<Object, String> writer) {}

    /** Answers with JSON. */
    public static Endpoint get(String path, String summary, Type answer, Handler handler, Parameter... parameters) {
        Role role = path.startsWith(API) ? Role.READ : Role.ANYONE;
        return new Endpoint(Method.GET, path, summary, List.of(parameters), role, json(answer, handler, OK));
    }

    /** Answers with a {@link Page} of items. */
    public static Endpoint list(String path, String summary, Class<?> item, Handler handler, Parameter... parameters) {
        return get(path, summary, new Page.Of(item), handler, parameters);
    }

    /** Begins something that takes time, for who may write. */
    public static Endpoint order(String path, String summary, Type answer, Handler handler) {
        return new Endpoint(Method.POST, path, summary, List.of(), Role.WRITE, json(answer, handler, ACCEPTED));
    }

    /** Answers with plain text, for probes. */
    public static Endpoint text(String path, String summary, Handler handler, Parameter... parameters) {
        List<Representation> ways = List.of(new Representation("text/plain", String.class::cast));
        Answer answer = new Answer(String.class, ways, handler, OK);
        return new Endpoint(Method.GET, path, summary, List.of(parameters), Role.ANYONE, answer);
    }

    /** Answers with events, one after the other. */
    public static Endpoint events(
            String path, String summary, Class<?> events, Opening opening, Parameter... parameters) {
        return new Endpoint(Method.GET, path, summary, List.of(parameters), Role.READ, new Events(events, opening));
    }

    private static Answer json(Type type, Handler handler, int status) {
        return new Answer(type, List.of(new Representation(Json.TYPE, Json::text)), handler, status);
    }

    /** Also answers in another way, for who accepts that. */
    public <T> Endpoint also(String mediaType, Class<T> type, Function<T, String> writer) {
        if (!(reply instanceof Answer answer)) {
            throw new IllegalStateException(path + " answers with events");
        }
        List<Representation> more = new ArrayList<>(answer.ways());
        more.add(new Representation(mediaType, one -> writer.apply(type.cast(one))));
        return new Endpoint(
                method,
                path,
                summary,
                own,
                role,
                new Answer(answer.type(), List.copyOf(more), answer.handler(), answer.status()));
    }

    /** Whether it reads the view, so that one may ask for a view that is fresh enough. */
    public boolean readsView() {
        return method == Method.GET && role == Role.READ && reply instanceof Answer;
    }

    /** Whether its answer is told by the view, which has none that is true before it is built. */
    public boolean toldByView() {
        return readsView() && !path.equals(VIEW_ITSELF) || reply instanceof Events;
    }

    /** All that its query may have. */
    public List<Parameter> parameters() {
        return readsView()
                ? Stream.concat(own.stream(), Parameters.OF_EVERY_QUERY.stream())
                        .toList()
                : own;
    }

    /** A parameter by name; null when there is none. */
    @Nullable
    Parameter parameter(String name) {
        return parameters().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
