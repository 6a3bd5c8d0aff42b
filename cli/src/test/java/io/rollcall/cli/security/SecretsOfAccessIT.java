package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.cluster.app.SimulatedClusterApp;
import io.rollcall.cluster.app.SimulatedClusterConfig;
import io.rollcall.cluster.app.SimulatedClusterSettings;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.settings.Settings;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicPlan;
import io.rollcall.kubeapi.access.AccessSettings;
import io.rollcall.kubeapi.http.KubeApiSettings;
import io.rollcall.projector.app.ProjectorApp;
import io.rollcall.projector.app.ProjectorConfig;
import io.rollcall.projector.view.ViewException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a projector and a cluster at work log at DEBUG, with the libraries: nothing that lets anybody in. */
class SecretsOfAccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String DATABASE = "dunlin-4Rk7-database";
    private static final String WRONG_DATABASE = "dunlin-9Ww1-wrong";
    private static final String REGISTRY = "siskin:lark-6Jn3-registry";
    private static final String READ_TOKEN = "linnet-2Yb8-may-read-0123456789";
    private static final String WRITE_TOKEN = "merlin-5Gs4-may-write-0123456789";
    private static final String WRONG_TOKEN = "gannet-1Xc9-is-wrong-0123456789";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final SecretWatch watch = new SecretWatch(List.of(
            SecuredBroker.password("projector"),
            SecuredBroker.password("cluster"),
            DATABASE,
            WRONG_DATABASE,
            REGISTRY.substring(REGISTRY.indexOf(':') + 1),
            Base64.getEncoder().encodeToString(REGISTRY.getBytes(StandardCharsets.UTF_8)),
            READ_TOKEN,
            WRITE_TOKEN,
            WRONG_TOKEN));

    @AfterEach
    void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Test
    @DisplayName("no password of a database or a registry, and no token, right or wrong")
    void secrets() throws Exception {
        PostgresWithPasswords postgres = opened(PostgresWithPasswords.start(folder));
        String view = postgres.role("view", DATABASE);
        // Not before: the statement that makes the role has the password in it, and its driver logs statements.
        opened(EveryLog.to(watch));
        SecuredBroker broker = opened(SecuredBroker.start(folder, List.of("projector", "cluster")));
        new TopicAdmin(broker.admin()).create(TopicPlan.single(JournalTime.APPENDED));
        Grants grants = new Grants(broker.admin());
        for (String role : List.of("projector-postgresql", "cluster")) {
            String principal = role.replaceFirst("-.*", "");
            grants.create(AclFile.allGranted(role, principal));
        }
        SchemaRegistryServer registry = opened(broker.registry());

        SimulatedClusterApp cluster = opened(cluster(settings(broker, "cluster", registry)));
        cluster.ensureNodes(1);
        String pods = cluster.kubeApiUrl().orElseThrow() + "/api/v1/pods";
        assertThat(answers(pods)).containsExactly(200, 200, 401, 401);

        ProjectorApp projector = opened(projector(settings(broker, "projector", registry), view, DATABASE));
        await().atMost(PATIENCE).until(() -> projector.freshness().ready());
        assertThat(answers(projector.url() + "/api/v1/nodes")).containsExactly(200, 200, 401, 401);

        Map<String, String> mistaken = settings(broker, "projector", registry);
        assertThatThrownBy(() -> projector(mistaken, view, WRONG_DATABASE))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining(WRONG_DATABASE);

        assertThat(watch.lines()).isGreaterThan(1_000);
        assertThat(watch.lines("io.rollcall")).isPositive();
        assertThat(watch.lines("org.postgresql")).isPositive();
        assertThat(watch.found()).isEmpty();
    }

    private Map<String, String> settings(SecuredBroker broker, String principal, SchemaRegistryServer registry) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "schema.registry.url",
                registry.url(),
                "schema.registry.basic.auth.credentials.source",
                "USER_INFO",
                "schema.registry.basic.auth.user.info",
                REGISTRY));
        broker.withPassword(principal)
                .forEach((name, value) ->
                        settings.put(name.equals("bootstrap.servers") ? name : "kafka." + name, value));
        return settings;
    }

    private SimulatedClusterApp cluster(Map<String, String> settings) throws IOException {
        AccessSettings access =
                new AccessSettings(file("read-tokens", READ_TOKEN), file("write-tokens", WRITE_TOKEN), List.of());
        return SimulatedClusterApp.start(
                SimulatedClusterConfig.of(Settings.of(SimulatedClusterSettings.DEFINITION, settings))
                        .withKubeApi(new KubeApiSettings("127.0.0.1", 0, access, Optional.empty())));
    }

    private ProjectorApp projector(Map<String, String> settings, String view, String password) throws IOException {
        settings.put("view", view);
        settings.put("view.user", "view");
        settings.put("view.password.file", file(password, password).toString());
        settings.put("web.port", "0");
        settings.put("metrics.port", "-1");
        settings.put("web.read.tokens.file", file("read-tokens", READ_TOKEN).toString());
        settings.put("web.write.tokens.file", file("write-tokens", WRITE_TOKEN).toString());
        return ProjectorApp.start(ProjectorConfig.of(settings));
    }

    private Path file(String name, String secret) throws IOException {
        return Files.writeString(folder.resolve(name), secret + "\n");
    }

    /** For who may read, who may write, who has a wrong token, and who has none. */
    private static List<Integer> answers(String url) throws IOException, InterruptedException {
        return List.of(
                status(url, "Authorization", "Bearer " + READ_TOKEN),
                status(url, "Authorization", "Bearer " + WRITE_TOKEN),
                status(url, "Authorization", "Bearer " + WRONG_TOKEN),
                status(url, "Accept", "application/json"));
    }

    private static int status(String url, String header, String value) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header(header, value)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
