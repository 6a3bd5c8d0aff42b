package io.rollcall.projector.web.http;

import io.javalin.http.Context;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question that came in. Only what its endpoint declares can be read, so the description cannot lag behind. */
public final class Request {

    private static final String DEFAULT_NAMESPACE = "default";

    private final Context context;
    private final Endpoint endpoint;

    /**
     * Checks the names of all parameters that are given.
     *
     * @throws QueryException when one is not known here, or given twice
     */
    public Request(Context context, Endpoint endpoint) {
        this.context = context;
        this.endpoint = endpoint;
        context.queryParamMap().forEach((name, values) -> {
            if (name.isEmpty() && values.stream().allMatch(String::isEmpty)) {
                return; // An & too many.
            }
            if (endpoint.parameter(name) == null) {
                throw unknown(name);
            }
            if (values.size() > 1) {
                throw new QueryException(Kind.BAD_QUESTION, "the parameter " + name + " is given twice");
            }
        });
    }

    /** A DaemonSet by name. */
    public record Name(String namespace, String name) {}

    /** Part of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A parameter's text; null when it is missing or empty. */
    public @Nullable String text(Parameter parameter) {
        if (!parameter.equals(endpoint.parameter(parameter.name()))) {
            throw new IllegalStateException(endpoint.path() + " does not declare the parameter " + parameter.name());
        }
        String text = context.queryParam(parameter.name());
        return text == null || text.isEmpty() ? null : text;
    }

    /** The word that was chosen; null when none was. */
    public @Nullable String choice(Parameter parameter) {
        String text = text(parameter);
        if (parameter.kind() instanceof Parameter.Choice choice
                && text != null
                && !choice.words().contains(text)) {
            throw bad(parameter, text, "give " + String.join(" or ", choice.words()));
        }
        return text;
    }

    /** A parameter's number; its default when it is missing. */
    public int number(Parameter parameter) {
        if (!(parameter.kind() instanceof Parameter.Number bounds)) {
            throw new IllegalStateException("the parameter " + parameter.name() + " is no number");
        }
        String text = text(parameter);
        if (text == null) {
            return Objects.requireNonNull(bounds.without(), parameter.name());
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= bounds.lowest() && number <= bounds.highest()) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below.
        }
        throw bad(parameter, text, "give a number from " + bounds.lowest() + " to " + bounds.highest());
    }

    /** A header; null when it is missing or empty. */
    public @Nullable String header(String name) {
        String text = context.header(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** {@link Parameters#AS_OF}. */
    public AsOf asOf() {
        return AsOf.parse(text(Parameters.AS_OF));
    }

    /** {@link Parameters#LIMIT}. */
    public int limit() {
        return number(Parameters.LIMIT);
    }

    /** The key behind which a list goes on, see {@link Page#of}; null from the beginning. */
    public @Nullable String after() {
        String text = text(Parameters.CONTINUE);
        try {
            return text == null
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                            .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw bad(Parameters.CONTINUE, text, "give what the answer before has as continue");
        }
    }

    /** {@link Parameters#DAEMON_SET}; null when it is missing. */
    public @Nullable Name daemonSet() {
        String text = text(Parameters.DAEMON_SET);
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        return new Name(slash < 0 ? DEFAULT_NAMESPACE : text.substring(0, slash), text.substring(slash + 1));
    }

    private QueryException unknown(String name) {
        String known = String.join(
                ", ", endpoint.parameters().stream().map(Parameter::name).toList());
        return new QueryException(
                Kind.BAD_QUESTION,
                "there is no parameter " + name + " here; there is " + (known.isEmpty() ? "none at all" : known));
    }

    /** What to say of a parameter that makes no sense. */
    public static QueryException bad(Parameter parameter, @Nullable String text, String mend) {
        return new QueryException(
                Kind.BAD_QUESTION, "the parameter " + parameter.name() + " is '" + text + "': " + mend);
    }
}
