package io.rollcall.projector.web;

import io.javalin.config.JavalinConfig;
import io.rollcall.projector.web.http.Json;
import io.rollcall.projector.web.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** What the server takes before anybody reads the question, and how it refuses the rest: with a problem, as everything else. */
final class JettyLimits {

    private static final int HEADER_BYTES = 16 * 1024;
    private static final int BODY_BYTES = 64 * 1024;
    private static final int IDLE_MILLIS = 60_000;
    private static final int THREADS = 64;

    private JettyLimits() {}

    static void addTo(JavalinConfig config) {
        config.http.maxRequestSize = BODY_BYTES;
        config.jetty.threadPool = new QueuedThreadPool(THREADS);
        config.jetty.modifyHttpConfiguration(http -> {
            // The request line counts as a header.
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setIdleTimeout(IDLE_MILLIS);
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new Problems());
            server.insertHandler(new SizeLimitHandler(BODY_BYTES, -1));
        });
    }

    private static byte[] problem(int status, @Nullable String detail) {
        String title = HttpStatus.getMessage(status);
        String text = Json.text(new Problem(status, title, detail == null ? title : detail));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Problems extends ErrorHandler {

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
            Content.Sink.write(response, true, new String(problem(code, message), StandardCharsets.UTF_8), callback);
        }

        @Override
        public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable fields) {
            byte[] text = problem(status, reason);
            fields.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
            return ByteBuffer.wrap(text);
        }
    }
}
