package io.rollcall.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rollcall.cli.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a projector is asked when moments are compared. It reads on meanwhile: its position is another at each question. */
class MomentTest {

    private static final String LIST = "{\"items\":[],\"continue\":null}";

    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger offset = new AtomicInteger(40);
    private HttpServer projector;

    @BeforeEach
    void start() throws IOException {
        projector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        projector.createContext("/", exchange -> {
            URI question = exchange.getRequestURI();
            asked.add(question);
            String answer = question.getPath().equals("/api/v1/view")
                    ? "{\"position\":\"rollcall.journal-0@" + offset.incrementAndGet() + ",rollcall.journal-1@7\"}"
                    : LIST;
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (var body = exchange.getResponseBody()) {
                body.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        projector.start();
    }

    @AfterEach
    void stop() {
        projector.stop(0);
    }

    private String server() {
        return "http://127.0.0.1:" + projector.getAddress().getPort();
    }

    @Test
    @DisplayName("@now is one moment, in all partitions of the journal, for every question about both runs")
    void now() {
        Run run = Run.of("diff", "@now", "@now", "--server", server());
        assertThat(run.status()).isZero();
        assertThat(asked.stream().map(URI::getPath))
                .containsExactly(
                        "/api/v1/view",
                        "/api/v1/decisions",
                        "/api/v1/pods",
                        "/api/v1/rollouts",
                        "/api/v1/decisions",
                        "/api/v1/pods",
                        "/api/v1/rollouts");
        assertThat(asked.stream().skip(1).map(URI::getQuery))
                .allSatisfy(query -> assertThat(query).contains("asOf=rollcall.journal-0@41,rollcall.journal-1@7"));
    }

    @Test
    @DisplayName("a moment that is named is asked about as it is")
    void named() {
        Run run = Run.of("diff", "@journal-0@3", "@now", "--server", server());
        assertThat(run.status()).isZero();
        assertThat(asked.stream().map(URI::getQuery))
                .filteredOn(query -> query != null && query.contains("asOf=journal-0@3&"))
                .hasSize(3);
    }
}
