package io.rollcall.projector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kubeapi.access.AccessSettings;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final String READER = "reader-0123456789abcdef";
    private static final String WRITER = "writer-0123456789abcdef";

    @TempDir
    private Path folder;

    private WebSettings withTokens(String host) throws Exception {
        Path read = Files.writeString(folder.resolve("read"), "# dashboards\n\n" + READER + "\n");
        Path write = Files.writeString(folder.resolve("write"), WRITER);
        return new WebSettings(host, 0, new AccessSettings(read, write, List.of()), 2, 2, 0);
    }

    private static HttpResponse<String> as(Served served, String token, String method, String path) throws Exception {
        return served.ask.send(method, path, "Authorization", "Bearer " + token);
    }

    @Test
    @DisplayName(
            "with tokens: none or an unknown one is 401 and says how, a reader's may not write, a writer's may both")
    void roles() throws Exception {
        try (Served served = new Served(folder, withTokens("127.0.0.1"))) {
            HttpResponse<String> without = served.ask.get("/api/v1/nodes");
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"rollcall\"");
            assertThat(Asking.detail(without)).isEqualTo("a token is needed: Authorization: Bearer TOKEN");
            HttpResponse<String> unknown = as(served, READER + "x", "GET", "/api/v1/nodes");
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(unknown.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).contains("invalid_token"));
            assertThat(unknown.body()).doesNotContain(READER);

            assertThat(as(served, READER, "GET", "/api/v1/nodes").statusCode()).isEqualTo(200);
            HttpResponse<String> reader = as(served, READER, "POST", "/api/v1/view/rebuild");
            assertThat(reader.statusCode()).isEqualTo(403);
            assertThat(reader.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(value -> assertThat(value).contains("insufficient_scope"));
            assertThat(served.rebuilds).hasValue(0);

            assertThat(as(served, WRITER, "GET", "/api/v1/nodes").statusCode()).isEqualTo(200);
            assertThat(as(served, WRITER, "POST", "/api/v1/view/rebuild").statusCode())
                    .isEqualTo(202);
            assertThat(served.rebuilds).hasValue(1);
            assertThat(served.ask.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("tokens are read again when their file changes; as long as that cannot be used, the old ones hold")
    void tokensChange() throws Exception {
        String next = "reader-fedcba9876543210";
        try (Served served = new Served(folder, withTokens("127.0.0.1"))) {
            Files.writeString(folder.resolve("read"), "short");
            Thread.sleep(1_100);
            assertThat(as(served, READER, "GET", "/api/v1/nodes").statusCode()).isEqualTo(200);
            Files.writeString(folder.resolve("read"), next);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    as(served, next, "GET", "/api/v1/nodes").statusCode())
                            .isEqualTo(200));
            assertThat(as(served, READER, "GET", "/api/v1/nodes").statusCode()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName(
            "reached from other machines without tokens it does not start; files of tokens that cannot be used are named")
    void refusesToStart() throws Exception {
        WebSettings exposed = new WebSettings("0.0.0.0", 0, AccessSettings.LOCAL, 2, 2, 0);
        assertThatThrownBy(() -> new Served(folder, exposed))
                .isInstanceOf(WebStartException.class)
                .hasMessage(
                        "web.host 0.0.0.0 is reached from other machines, and anybody there could read the view: name"
                                + " files of tokens in web.read.tokens.file and web.write.tokens.file, or listen on 127.0.0.1");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> new Served(folder.resolve("a"), withFile(missing)))
                .isInstanceOf(WebStartException.class)
                .hasMessageContaining("the file of tokens " + missing + " cannot be read");
        Path weak = Files.writeString(folder.resolve("weak"), "\nsecret\n");
        assertThatThrownBy(() -> new Served(folder.resolve("b"), withFile(weak)))
                .isInstanceOf(WebStartException.class)
                .hasMessageContaining(weak + ":2: a token of less than 16 characters")
                .hasMessageNotContaining("secret\n");
        Path empty = Files.writeString(folder.resolve("empty"), "# none yet\n");
        assertThatThrownBy(() -> new Served(folder.resolve("c"), withFile(empty)))
                .isInstanceOf(WebStartException.class)
                .hasMessageContaining(empty + " has none");
    }

    private static WebSettings withFile(Path tokens) {
        return new WebSettings("127.0.0.1", 0, new AccessSettings(tokens, null, List.of()), 2, 2, 0);
    }

    @Test
    @DisplayName("exposed with tokens it serves those who have one, whatever the name it is asked by")
    void exposed() throws Exception {
        try (Served served = new Served(folder, withTokens("0.0.0.0"))) {
            assertThat(as(served, READER, "GET", "/api/v1/nodes").statusCode()).isEqualTo(200);
            String answer = raw(
                    served,
                    "GET /api/v1/nodes HTTP/1.1\r\nHost: rollcall.example\r\nAuthorization: Bearer " + READER
                            + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    @DisplayName(
            "a page of another site reads nothing by giving its name this machine's address, unless the name is allowed")
    void otherNames() throws Exception {
        String question = "GET /api/v1/nodes HTTP/1.1\r\nHost: evil.example:8080\r\nConnection: close\r\n\r\n";
        try (Served served = new Served(folder, WebSettings.local(0))) {
            assertThat(raw(served, question)).startsWith("HTTP/1.1 403").contains("evil.example");
            assertThat(raw(served, question.replace("evil.example", "LOCALHOST")))
                    .startsWith("HTTP/1.1 200");
            assertThat(raw(served, question.replace("evil.example", "[::1]"))).startsWith("HTTP/1.1 200");
            assertThat(raw(served, question.replace("/api/v1/nodes", "/"))).startsWith("HTTP/1.1 403");
        }
        AccessSettings named = new AccessSettings(null, null, List.of("evil.example"));
        try (Served served = new Served(folder, new WebSettings("127.0.0.1", 0, named, 2, 2, 0))) {
            assertThat(raw(served, question)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    @DisplayName("a page of another site changes nothing")
    void otherSites() throws Exception {
        try (Served served = new Served(folder, WebSettings.local(0))) {
            String path = "/api/v1/view/rebuild";
            assertThat(served.ask
                            .send("POST", path, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(served.ask.send("POST", path, "Origin", "null").statusCode())
                    .isEqualTo(403);
            assertThat(served.ask
                            .send("POST", path, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(served.rebuilds).hasValue(0);
            assertThat(served.ask.send("POST", path, "Origin", served.web.url()).statusCode())
                    .isEqualTo(202);
            assertThat(served.ask.send("POST", path).statusCode()).isEqualTo(202);
            assertThat(served.rebuilds).hasValue(2);
        }
    }

    /** What comes back for bytes that a decent client does not send. */
    static String raw(Served served, String request) throws Exception {
        URI url = URI.create(served.web.url());
        try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
