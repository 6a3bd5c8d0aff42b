package io.rollcall.kubeapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.json.Json;
import io.rollcall.kubeapi.store.InMemoryStore;
import io.rollcall.kubeapi.tls.Certificate;
import io.rollcall.kubeapi.tls.SelfMade;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask, over TLS, in the words of a real server. */
class AccessTest {

    private static final String READER = "reader-0123456789abcdef";
    private static final String WRITER = "writer-0123456789abcdef";
    private static final String NODES = "/api/v1/nodes";
    private static final String DAEMON_SETS = "/apis/apps/v1/namespaces/default/daemonsets";
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final String RULES = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";

    @TempDir
    private Path folder;

    private final InMemoryStore store = new InMemoryStore(100);

    @SuppressWarnings("NullAway.Init") // set before each test
    private Certificate certificate;

    @SuppressWarnings("NullAway.Init")
    private KubeApiServer server;

    @SuppressWarnings("NullAway.Init")
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        certificate = SelfMade.in(folder, List.of("localhost", "127.0.0.1"), Instant.now());
        Path read = Files.writeString(folder.resolve("read"), "# people\n\n" + READER + "\n");
        Path write = Files.writeString(folder.resolve("write"), WRITER);
        AccessSettings access = new AccessSettings(read, write, List.of());
        server = serve(new KubeApiSettings("127.0.0.1", 0, access, Optional.of(certificate)));
        client = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        store.close();
        server.close();
    }

    @Test
    @DisplayName("without a token, or with an unknown one, nobody is known: 401 in a server's words")
    void unknown() throws Exception {
        String unauthorized = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}";
        HttpResponse<String> without = send("GET", NODES, null, "");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.body()).isEqualTo(unauthorized);
        assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"rollcall\"");
        HttpResponse<String> other = send("GET", NODES, READER + "x", "");
        assertThat(other.body()).isEqualTo(unauthorized);
        assertThat(send("GET", "/nothing/here", null, "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/healthz", null, "").body()).isEqualTo("ok");
        assertThat(send("GET", "/version", null, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /apis/apps/v1/namespaces/default/daemonsets          | daemonsets.apps is forbidden: User "rollcall:reader" cannot create resource "daemonsets" in API group "apps" in the namespace "default"
            PATCH  | /apis/apps/v1/namespaces/default/daemonsets/a        | daemonsets.apps "a" is forbidden: User "rollcall:reader" cannot patch resource "daemonsets" in API group "apps" in the namespace "default"
            PUT    | /apis/apps/v1/namespaces/default/daemonsets/a/status | daemonsets.apps "a" is forbidden: User "rollcall:reader" cannot update resource "daemonsets/status" in API group "apps" in the namespace "default"
            DELETE | /api/v1/nodes/n                                      | nodes "n" is forbidden: User "rollcall:reader" cannot delete resource "nodes" in API group "" at the cluster scope
            DELETE | /api/v1/namespaces/x/pods                            | pods is forbidden: User "rollcall:reader" cannot deletecollection resource "pods" in API group "" in the namespace "x"
            DELETE | /api/v1/namespaces/x                                 | namespaces "x" is forbidden: User "rollcall:reader" cannot delete resource "namespaces" in API group "" in the namespace "x"
            POST   | /elsewhere                                           | forbidden: User "rollcall:reader" cannot post path "/elsewhere"
            """)
    @DisplayName("a reader's token may not write: 403 in a server's words")
    void reader(String method, String path, String message) throws Exception {
        HttpResponse<String> answer = send(method, path, READER, "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        JsonNode status = Json.parse(answer.body());
        assertThat(status.path("reason").asText()).isEqualTo("Forbidden");
        assertThat(status.path("message").asText()).isEqualTo(message);
        assertThat(store.list(io.rollcall.kubeapi.resource.ResourceType.DAEMON_SETS, "", java.util.OptionalLong.empty())
                        .items())
                .isEmpty();
    }

    @Test
    @DisplayName("a reader reads, a writer does both, and each may ask what it may")
    void roles() throws Exception {
        assertThat(send("GET", NODES, READER, "").statusCode()).isEqualTo(200);
        assertThat(send("GET", NODES, WRITER, "").statusCode()).isEqualTo(200);
        assertThat(send("POST", DAEMON_SETS, WRITER, ApiFixture.daemonSet("a")).statusCode())
                .isEqualTo(201);
        assertThat(allowed(READER, "list")).isTrue();
        assertThat(allowed(READER, "create")).isFalse();
        assertThat(allowed(WRITER, "create")).isTrue();
    }

    @Test
    @DisplayName("each may ask who it is and what it may do, as a server with roles answers it")
    void oneself() throws Exception {
        String whoAmI = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
        HttpResponse<String> reader = send("POST", whoAmI, READER, "{}");
        assertThat(reader.statusCode()).isEqualTo(201);
        assertThat(Json.parse(reader.body()).path("status").toString())
                .isEqualTo("{\"userInfo\":{\"username\":\"rollcall:reader\",\"groups\":[\"system:authenticated\"]}}");
        HttpResponse<String> writer = send("POST", whoAmI, WRITER, "{}");
        assertThat(Json.parse(writer.body()).at("/status/userInfo/username").asText())
                .isEqualTo("rollcall:writer");
        assertThat(send("POST", whoAmI, READER + "x", "{}").statusCode()).isEqualTo(401);
        assertThat(send("GET", whoAmI, WRITER, "").statusCode()).isEqualTo(405);

        assertThat(rules(WRITER))
                .isEqualTo(
                        "{\"resourceRules\":[{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}],"
                                + "\"nonResourceRules\":[{\"verbs\":[\"*\"],\"nonResourceURLs\":[\"*\"]}],\"incomplete\":false}");
        assertThat(rules(READER))
                .startsWith("{\"resourceRules\":[{\"verbs\":[\"get\",\"list\",\"watch\"],\"apiGroups\":[\"*\"],"
                        + "\"resources\":[\"*\"]},{\"verbs\":[\"create\"],\"apiGroups\":[\"authentication.k8s.io\"],"
                        + "\"resources\":[\"selfsubjectreviews\"]}")
                .endsWith(
                        "\"nonResourceRules\":[{\"verbs\":[\"get\"],\"nonResourceURLs\":[\"*\"]}],\"incomplete\":false}");
        HttpResponse<String> nowhere = send("POST", RULES, READER, "{\"spec\":{}}");
        assertThat(nowhere.statusCode()).isEqualTo(400);
        assertThat(Json.parse(nowhere.body()).path("message").asText()).isEqualTo("no namespace on request");
        String review = "{\"spec\":{\"resourceAttributes\":{\"verb\":\"create\",\"group\":\"authorization.k8s.io\","
                + "\"resource\":\"selfsubjectrulesreviews\"}}}";
        assertThat(Json.parse(send("POST", REVIEWS, READER, review).body())
                        .at("/status/allowed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("nobody acts as somebody else: there are no users beside who asks")
    void impersonation() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + DAEMON_SETS))
                .header("Authorization", "Bearer " + WRITER)
                .header("Impersonate-User", "bob")
                .header("Impersonate-Group", "system:masters")
                .build();
        HttpResponse<String> refused = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Json.parse(refused.body()).path("message").asText())
                .isEqualTo("users \"bob\" is forbidden: User \"rollcall:writer\" cannot impersonate resource \"users\""
                        + " in API group \"\" at the cluster scope");
    }

    @Test
    @DisplayName("the certificate proves the server's name to those who trust it, and is kept; others turn away")
    void tls() throws Exception {
        assertThat(server.url()).startsWith("https://127.0.0.1:");
        try (HttpClient stranger = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/healthz"))
                    .build();
            assertThatThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
        List<String> fewer = List.of("localhost");
        assertThat(SelfMade.in(folder, fewer, Instant.now()).pem()).isEqualTo(certificate.pem());
        List<String> more = List.of("localhost", "rollcall.example");
        assertThat(SelfMade.in(folder, more, Instant.now()).pem()).isNotEqualTo(certificate.pem());
    }

    @Test
    @DisplayName("other machines are not let in without tokens and TLS")
    void exposed() {
        assertThatThrownBy(
                        () -> serve(new KubeApiSettings("0.0.0.0", 0, AccessSettings.LOCAL, Optional.of(certificate))))
                .isInstanceOf(KubeApiStartException.class)
                .hasMessageContaining("the Kubernetes API on 0.0.0.0 is reached from other machines");
        AccessSettings tokens = new AccessSettings(folder.resolve("read"), null, List.of());
        assertThatThrownBy(() -> serve(new KubeApiSettings("0.0.0.0", 0, tokens, Optional.empty())))
                .isInstanceOf(KubeApiStartException.class);
        AccessSettings missing = new AccessSettings(folder.resolve("nothing"), null, List.of());
        assertThatThrownBy(() -> serve(new KubeApiSettings("127.0.0.1", 0, missing, Optional.of(certificate))))
                .isInstanceOf(KubeApiStartException.class)
                .hasMessageContaining("the file of tokens " + folder.resolve("nothing") + " cannot be read");
    }

    @Test
    @DisplayName("with tokens and TLS it listens on every address of the machine, and lets in who has a token alone")
    void everywhere() throws Exception {
        server.close();
        AccessSettings tokens = new AccessSettings(folder.resolve("read"), folder.resolve("write"), List.of());
        server = serve(new KubeApiSettings("0.0.0.0", 0, tokens, Optional.of(certificate)));
        assertThat(server.url()).startsWith("https://127.0.0.1:");
        for (String address : List.of("127.0.0.1", "localhost")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                    "https://" + address + ":" + URI.create(server.url()).getPort() + NODES));
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(address)
                    .isEqualTo(401);
            request.header("Authorization", "Bearer " + READER);
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("pages of other sites, which a browser on this machine shows, get nothing without tokens either")
    void browsers() throws Exception {
        try (KubeApiServer plain = serve(KubeApiSettings.local(0))) {
            URI uri = URI.create(plain.url());
            HttpRequest crossSite = HttpRequest.newBuilder(URI.create(plain.url() + DAEMON_SETS))
                    .header("Origin", "http://evil.example")
                    .POST(HttpRequest.BodyPublishers.ofString(ApiFixture.daemonSet("a")))
                    .build();
            assertThat(client.send(crossSite, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(status(uri, "GET /api/v1/nodes HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
            assertThat(status(
                            uri,
                            "GET /api/v1/nodes HTTP/1.1\r\nHost: localhost:" + uri.getPort()
                                    + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    @DisplayName("any loopback address that it was told to listen on is its own")
    void otherLoopback() throws Exception {
        try (KubeApiServer plain = serve(new KubeApiSettings("127.0.0.2", 0, AccessSettings.LOCAL, Optional.empty()))) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(plain.url() + NODES)).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private KubeApiServer serve(KubeApiSettings settings) {
        return KubeApiServer.start(settings, store, ApiVersion.of("test"), Optional::empty);
    }

    private String rules(String token) throws Exception {
        HttpResponse<String> answer = send("POST", RULES, token, "{\"spec\":{\"namespace\":\"default\"}}");
        assertThat(answer.statusCode()).isEqualTo(201);
        return Json.parse(answer.body()).path("status").toString();
    }

    private boolean allowed(String token, String verb) throws Exception {
        HttpResponse<String> answer = send(
                "POST",
                REVIEWS,
                token,
                "{\"spec\":{\"resourceAttributes\":{\"verb\":\"" + verb + "\",\"resource\":\"daemonsets\"}}}");
        assertThat(answer.statusCode()).isEqualTo(201);
        return Json.parse(answer.body()).at("/status/allowed").asBoolean();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String token, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String status(URI server, String request) throws Exception {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate.chain().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
