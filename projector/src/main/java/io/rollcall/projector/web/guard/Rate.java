package io.rollcall.projector.web.guard;

import io.javalin.http.Context;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests one client makes, a client being an address: so many a second in the long run, ten seconds' worth of them at once.
 * Where no tokens are asked for, whoever is on this machine may make any number. Safe for threads; the least recent of many clients
 * are forgotten, which gives them their burst back.
 */
public final class Rate {

    /** Seconds' worth of requests that may come at once. */
    static final int BURST_SECONDS = 10;

    private static final int CLIENTS = 10_000;
    private static final long SECOND = 1_000_000_000;

    private final int perSecond;
    private final boolean everybody;
    private final LongSupplier clock;

    /** When a client's burst is whole again, by its address, the least recent client first. */
    private final Map<String, Long> wholeAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CLIENTS;
        }
    };

    /**
     * @param perSecond requests a second; 0 for any number
     * @param everybody whether it holds for this machine itself, too
     * @param clock nanoseconds
     */
    public Rate(int perSecond, boolean everybody, LongSupplier clock) {
        this.perSecond = perSecond;
        this.everybody = everybody;
        this.clock = clock;
    }

    /**
     * Lets a request through.
     *
     * @throws ProblemException when its client has made too many; the answer says when to come again
     */
    public void check(Context context) {
        if (perSecond == 0 || !everybody && loopback(context.ip())) {
            return;
        }
        long wait = take(context.ip());
        if (wait > 0) {
            long seconds = (wait + SECOND - 1) / SECOND;
            context.header("Retry-After", Long.toString(seconds));
            throw new ProblemException(new Problem(
                    429,
                    "Too Many Requests",
                    context.ip() + " has made more than " + perSecond * BURST_SECONDS + " requests in " + BURST_SECONDS
                            + " seconds: come again in " + seconds + ", or let web.max.rate be larger"));
        }
    }

    /** Nanoseconds to wait until there is room for one more request; 0 when there is, and it is taken. */
    synchronized long take(String client) {
        long now = clock.getAsLong();
        long each = SECOND / perSecond;
        long whole = Math.max(now, wholeAt.getOrDefault(client, now)) + each;
        long wait = whole - now - BURST_SECONDS * SECOND;
        if (wait > 0) {
            return wait;
        }
        wholeAt.put(client, whole);
        return 0;
    }

    /** How many clients are remembered. */
    synchronized int clients() {
        return wholeAt.size();
    }

    /** An address needs no look-up: it is one already. */
    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
