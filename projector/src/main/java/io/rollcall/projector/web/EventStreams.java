package io.rollcall.projector.web;

import io.javalin.http.Context;
import io.rollcall.projector.web.guard.Crowd;
import io.rollcall.projector.web.http.Endpoint.Opening;
import io.rollcall.projector.web.http.Feed;
import io.rollcall.projector.web.http.Json;
import io.rollcall.projector.web.http.Problem;
import io.rollcall.projector.web.http.ProblemException;
import io.rollcall.projector.web.http.Request;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events. Each stream has a thread that reads on from the view when all it had was written: a slow reader keeps one
 * batch waiting, not a queue, and nobody else; one that takes nothing for as long as a connection may idle is cut off and comes back with
 * the last id it got. Without events a comment is sent now and then, so that both sides notice when the other is gone.
 */
final class EventStreams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final int RETRY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 3_000;

    private final Crowd crowd;
    private final long heartbeatMillis;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * @param streams how many may be open at once
     * @param heartbeatMillis after how long without events a comment is sent
     */
    EventStreams(int streams, long heartbeatMillis) {
        this.crowd = new Crowd(streams, 0, "streams");
        this.heartbeatMillis = heartbeatMillis;
    }

    /** Begins a stream; what is wrong with the request is known before the first byte is sent. */
    void open(Context context, Opening opening, Request request) throws Exception {
        if (closing) {
            throw new ProblemException(Problem.unavailable("the projector is stopping"));
        }
        Feed feed = opening.open(request);
        crowd.enter();
        context.contentType("text/event-stream; charset=utf-8")
                .header("X-Accel-Buffering", "no")
                .header("Connection", "close");
        try {
            // Before another thread writes: the client learns at once that it is connected.
            context.res().flushBuffer();
        } catch (IOException e) {
            crowd.leave();
            throw e;
        }
        context.future(() -> {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread thread =
                    Thread.ofPlatform().daemon().name("events").unstarted(() -> run(feed, context.res(), ended));
            threads.add(thread);
            thread.start();
            return ended;
        });
    }

    private void run(Feed feed, HttpServletResponse out, CompletableFuture<Void> ended) {
        try {
            write(out, "retry: " + RETRY_MILLIS + "\n\n");
            long written = System.nanoTime();
            while (!closing) {
                List<Feed.Event> events = feed.next();
                if (!events.isEmpty()) {
                    write(out, text(events));
                    written = System.nanoTime();
                } else if (System.nanoTime() - written > heartbeatMillis * 1_000_000) {
                    write(out, ":\n\n");
                    written = System.nanoTime();
                } else {
                    Thread.sleep(LOOK_AGAIN_MILLIS);
                }
            }
        } catch (IOException gone) {
            LOG.debug("A reader of events is gone", gone);
        } catch (Exception e) {
            LOG.warn("A stream of events ends: {}", e.getMessage());
            LOG.debug("Because of", e);
        } finally {
            crowd.leave();
            // What the server has left to do with the request is done in here.
            ended.complete(null);
            threads.remove(Thread.currentThread());
        }
    }

    private static String text(List<Feed.Event> events) {
        StringBuilder text = new StringBuilder();
        for (Feed.Event event : events) {
            text.append("id: ")
                    .append(event.id())
                    .append("\nevent: ")
                    .append(event.name())
                    .append("\ndata: ")
                    .append(Json.text(event.data()))
                    .append("\n\n");
        }
        return text.toString();
    }

    private static void write(HttpServletResponse out, String text) throws IOException {
        out.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        out.getOutputStream().flush();
    }

    /**
     * Ends all streams and returns when they have ended, or after a deadline: a reader that takes nothing is not waited for longer. Their
     * requests have to be there until then, so the server stops after this.
     */
    @Override
    public void close() {
        closing = true;
        long end = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        try {
            for (Thread thread : List.copyOf(threads)) {
                // At least 1: 0 would be without an end.
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
