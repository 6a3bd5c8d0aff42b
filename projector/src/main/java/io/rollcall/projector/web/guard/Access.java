package io.rollcall.projector.web.guard;

import io.javalin.http.Context;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import io.rollcall.projector.web.http.Role;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask what. With tokens: who has one of the role. Without: whoever is on this machine, but no page of another site that a browser on
 * it shows, neither by asking from that page nor by giving its name the address of this machine. Safe for threads.
 */
public final class Access {

    private static final String BEARER = "bearer ";
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final AccessSettings settings;
    private final @Nullable Tokens readers;
    private final @Nullable Tokens writers;

    /** @throws IllegalArgumentException when a file of tokens cannot be used; one line that names it */
    public Access(AccessSettings settings) {
        this.settings = settings;
        this.readers = settings.readTokens() == null ? null : new Tokens(settings.readTokens());
        this.writers = settings.writeTokens() == null ? null : new Tokens(settings.writeTokens());
    }

    /**
     * Lets a request through.
     *
     * @throws ProblemException when it may not
     */
    public void check(Context context, Role role) {
        if (role == Role.WRITE) {
            requireSameOrigin(context);
        }
        if (!settings.tokens()) {
            requireKnownHost(context);
        } else if (role != Role.ANYONE) {
            requireToken(context, role);
        }
    }

    /** A page that was loaded from elsewhere is told from the own one by the name that the browser asked for. */
    private void requireKnownHost(Context context) {
        String host = hostName(context.header("Host"));
        if (!LOOPBACK.contains(host) && !settings.hosts().contains(host)) {
            throw new ProblemException(Problem.forbidden("the host '" + host
                    + "' is not this server's: ask 127.0.0.1 or localhost, or add the name to web.hosts"));
        }
    }

    private static String hostName(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    private static void requireSameOrigin(Context context) {
        String origin = context.header("Origin");
        String site = context.header("Sec-Fetch-Site");
        boolean elsewhere = origin != null && !Objects.equals(authority(origin), context.header("Host"))
                || site != null && !site.equals("same-origin") && !site.equals("none");
        if (elsewhere) {
            throw new ProblemException(Problem.forbidden("a page of another site may change nothing here"));
        }
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException opaque) {
            return null;
        }
    }

    private void requireToken(Context context, Role role) {
        String header = context.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw unauthorized(context, "Bearer realm=\"rollcall\"", "a token is needed: Authorization: Bearer TOKEN");
        }
        String token = header.substring(BEARER.length()).strip();
        boolean writer = writers != null && writers.contain(token);
        boolean reader = readers != null && readers.contain(token);
        if (!writer && !reader) {
            throw unauthorized(
                    context, "Bearer realm=\"rollcall\", error=\"invalid_token\"", "the token is not known here");
        }
        if (role == Role.WRITE && !writer) {
            context.header("WWW-Authenticate", "Bearer realm=\"rollcall\", error=\"insufficient_scope\"");
            throw new ProblemException(Problem.forbidden("the token may read; this needs one that may write"));
        }
    }

    private static ProblemException unauthorized(Context context, String challenge, String detail) {
        context.header("WWW-Authenticate", challenge);
        return new ProblemException(new Problem(401, "Unauthorized", detail));
    }
}
