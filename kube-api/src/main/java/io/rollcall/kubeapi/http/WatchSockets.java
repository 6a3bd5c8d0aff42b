package io.rollcall.kubeapi.http;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches over WebSockets, which some client libraries prefer: each event is a message. Nothing else is served so. */
final class WatchSockets {

    private static final Logger LOG = LoggerFactory.getLogger(WatchSockets.class);
    private static final int NORMAL = 1000;
    private static final int REFUSED = 1008;
    private static final int LONGEST_REASON = 100;

    private final Guard router;
    private final WatchPlaces places;
    private final Map<String, Thread> streams = new ConcurrentHashMap<>();

    WatchSockets(Guard router, WatchPlaces places) {
        this.router = router;
        this.places = places;
    }

    /** Takes over the sockets of a path. */
    void serve(WsConfig sockets) {
        sockets.onConnect(ctx -> {
            // The session's own idle time is for sockets that somebody talks on.
            ctx.session.setIdleTimeout(KubeApiServer.IDLE);
            // Known before it runs: whoever closes the session at once finds it.
            Thread stream = Thread.ofVirtual().unstarted(() -> stream(ctx));
            streams.put(ctx.sessionId(), stream);
            stream.start();
        });
        sockets.onClose(ctx -> {
            Thread stream = streams.remove(ctx.sessionId());
            if (stream != null) {
                stream.interrupt();
            }
        });
    }

    private void stream(WsConnectContext ctx) {
        Session session = ctx.session;
        try {
            switch (router.route(request(ctx))) {
                case Outcome.Answer answer ->
                    close(session, REFUSED, new String(answer.reply().body(), StandardCharsets.UTF_8));
                case Outcome.Streaming streaming -> {
                    if (!places.take()) {
                        close(session, REFUSED, WatchPlaces.FULL);
                        return;
                    }
                    try {
                        streaming.stream().sendTo(new Messages(session));
                    } finally {
                        places.giveBack();
                    }
                    close(session, NORMAL, "");
                }
            }
        } catch (IOException e) {
            LOG.debug("a watch over a socket ends: its client has left");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request request(WsConnectContext ctx) {
        SortedMap<String, String> headers = new TreeMap<>();
        ctx.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                "GET",
                ctx.session.getUpgradeRequest().getRequestURI().getPath(),
                new Query(ctx.queryParamMap()),
                MediaType.parse(headers.getOrDefault("accept", "")),
                "",
                headers,
                new byte[0],
                true);
    }

    private static void close(Session session, int code, String reason) {
        String shown = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        session.close(code, shown, Callback.NOOP);
    }

    /** A message for each line, sent before the next one is taken: a client that does not read keeps its own watch waiting. */
    private static final class Messages extends OutputStream {
        private final Session session;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Messages(Session session) {
            this.session = session;
        }

        @Override
        public void write(int next) throws IOException {
            if (next == '\n') {
                send();
            } else {
                line.write(next);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // The JSON of an event has no line break in it.
            line.write(bytes, offset, length);
        }

        private void send() throws IOException {
            String message = line.toString(StandardCharsets.UTF_8);
            line.reset();
            try {
                Callback.Completable.with(sent -> session.sendText(message, sent))
                        .get();
            } catch (ExecutionException e) {
                throw new IOException("the message was not sent", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the server or the client ends the watch", e);
            }
        }
    }
}
