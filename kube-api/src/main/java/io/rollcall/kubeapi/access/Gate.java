package io.rollcall.kubeapi.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask what. With tokens: who has one of the role. Without: whoever is on this machine, but no page of another site that a browser on
 * it shows, neither by asking from that page nor by giving its name the address of this machine. Safe for threads.
 */
public final class Gate {

    private static final String BEARER = "bearer ";
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final AccessSettings settings;
    private final @Nullable Tokens readers;
    private final @Nullable Tokens writers;

    /** @throws IllegalArgumentException when a file of tokens cannot be used; one line that names it */
    public Gate(AccessSettings settings) {
        this.settings = settings;
        this.readers = settings.readTokens() == null ? null : new Tokens(settings.readTokens());
        this.writers = settings.writeTokens() == null ? null : new Tokens(settings.writeTokens());
    }

    /** Whether tokens are needed. */
    public boolean tokens() {
        return settings.tokens();
    }

    /**
     * What becomes of a request.
     *
     * @param headers gives a header by its name, null when there is none
     * @param need what the request wants to do
     */
    public Verdict verdict(Function<String, @Nullable String> headers, Need need) {
        // A browser opens sockets to anywhere for any page, and asks nobody.
        boolean delicate = need == Need.WRITE || headers.apply("Upgrade") != null;
        if (delicate && fromElsewhere(headers)) {
            return Verdict.OTHER_SITE;
        }
        if (!settings.tokens()) {
            return knownHost(headers) ? Verdict.ADMITTED : Verdict.OTHER_HOST;
        }
        return need == Need.NOTHING ? Verdict.ADMITTED : token(headers.apply("Authorization"), need);
    }

    /** Whether the token of a request that is admitted may read alone. */
    public boolean readsOnly(Function<String, @Nullable String> headers) {
        return settings.tokens() && token(headers.apply("Authorization"), Need.WRITE) == Verdict.READER_ONLY;
    }

    /** Whether an address to listen on is reached from this machine alone; false for a name that means no address, or another one too. */
    public static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** The host that a request asks for, without its port, in lower case. */
    public static String hostName(@Nullable String host) {
        if (host == null) {
            return "";
        }
        int port = host.lastIndexOf(':');
        String name = port > host.lastIndexOf(']') ? host.substring(0, port) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    /** A page that was loaded from elsewhere is told from the own one by the name that the browser asked for. */
    private boolean knownHost(Function<String, @Nullable String> headers) {
        String host = hostName(headers.apply("Host"));
        return LOOPBACK.contains(host) || settings.hosts().contains(host);
    }

    private static boolean fromElsewhere(Function<String, @Nullable String> headers) {
        String origin = headers.apply("Origin");
        String site = headers.apply("Sec-Fetch-Site");
        return origin != null && !Objects.equals(authority(origin), headers.apply("Host"))
                || site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException opaque) {
            return null;
        }
    }

    private Verdict token(@Nullable String header, Need need) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Verdict.NO_TOKEN;
        }
        String token = header.substring(BEARER.length()).strip();
        boolean writer = writers != null && writers.contain(token);
        boolean reader = readers != null && readers.contain(token);
        if (!writer && !reader) {
            return Verdict.UNKNOWN_TOKEN;
        }
        return need == Need.WRITE && !writer ? Verdict.READER_ONLY : Verdict.ADMITTED;
    }
}
