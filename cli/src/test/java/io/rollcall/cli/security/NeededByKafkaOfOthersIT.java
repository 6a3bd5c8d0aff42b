package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.cli.audit.UncheckedVerification;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import io.rollcall.events.topics.TopicState;
import io.rollcall.projector.app.ProjectorApp;
import io.rollcall.projector.app.ProjectorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands, and a projector with a view in PostgreSQL, without the check of their rights at the start and with all of them but one: Kafka itself
 * denies what they then cannot do. As {@link NeededByKafkaIT} has it of the other components.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeededByKafkaOfOthersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PROJECTOR = "projector-postgresql";
    private static final List<String> ROLES = List.of("topics-create", "topics-describe", "audit-verify", PROJECTOR);
    private static final String PASSWORD = "dotterel-3Pf5-view";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private SchemaRegistryServer registry;

    @SuppressWarnings("NullAway.Init")
    private PostgresWithPasswords postgres;

    @BeforeAll
    void start() throws Exception {
        broker = SecuredBroker.start(folder, ROLES);
        new TopicAdmin(broker.admin()).create(TopicPlan.single(JournalTime.APPENDED));
        registry = broker.registry();
        postgres = PostgresWithPasswords.start(folder);
    }

    @AfterAll
    void stop() throws IOException {
        postgres.close();
        registry.close();
        broker.close();
    }

    static Stream<Arguments> rights() throws IOException {
        List<Arguments> rights = new ArrayList<>();
        for (String role : ROLES) {
            List<String> lines = AclFile.rights(role);
            for (int i = -1; i < lines.size(); i++) {
                rights.add(Arguments.of(role, i, i < 0 ? "nothing" : lines.get(i)));
            }
        }
        return rights.stream();
    }

    @ParameterizedTest(name = "{0} without {2}")
    @MethodSource("rights")
    @DisplayName("a command or a projector works with its rights, and without one of them Kafka denies it its work")
    void without(String role, int index, String line) throws Exception {
        // Topics are created where there are none.
        String prefix = role.equals("topics-create") ? "new" + (index + 1) : TopicNames.DEFAULT_PREFIX;
        List<String> lines = new ArrayList<>(AclFile.rights(role));
        if (index >= 0) {
            assertThat(lines.remove(index)).isEqualTo(line);
        }
        List<AclBinding> acls = lines.stream()
                .map(right -> right.replace(TopicNames.DEFAULT_PREFIX + ".", prefix + "."))
                .map(right -> AclFile.granted(right, role))
                .toList();
        Grants grants = new Grants(broker.admin());
        grants.create(acls);
        try {
            boolean works = role.equals(PROJECTOR) ? projectorWorks(index) : commandWorks(role, new TopicNames(prefix));
            assertThat(works).isEqualTo(index < 0);
        } finally {
            grants.delete(acls);
        }
    }

    private boolean commandWorks(String role, TopicNames names) {
        ClientSettings kafka = new ClientSettings(broker.withCertificate(role));
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            return switch (role) {
                case "topics-create" ->
                    !new TopicAdmin(admin, names)
                            .create(TopicPlan.single(JournalTime.APPENDED))
                            .isEmpty();
                case "topics-describe" ->
                    new TopicAdmin(admin, names).describe().stream().allMatch(TopicState::exists);
                default -> UncheckedVerification.of(admin, kafka, names, registry.url());
            };
        } catch (RuntimeException e) {
            assertThat(causes(e)).hasAtLeastOneElementOfType(AuthorizationException.class);
            return false;
        }
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .toList();
    }

    private boolean projectorWorks(int index) throws Exception {
        String role = "view" + (index + 1);
        Map<String, String> settings = new TreeMap<>();
        broker.withCertificate(PROJECTOR)
                .forEach((name, value) ->
                        settings.put(name.equals("bootstrap.servers") ? name : "kafka." + name, value));
        settings.put("schema.registry.url", registry.url());
        settings.put("view", postgres.role(role, PASSWORD));
        settings.put("view.user", role);
        settings.put(
                "view.password.file",
                Files.writeString(folder.resolve("view-password"), PASSWORD).toString());
        settings.put("web.port", "0");
        settings.put("metrics.port", "-1");
        try (ProjectorApp app = ProjectorApp.start(ProjectorConfig.of(settings))) {
            await().atMost(PATIENCE)
                    .until(() ->
                            app.freshness().ready() || isDenied(app.freshness().trouble()));
            return app.freshness().ready();
        }
    }

    private static boolean isDenied(@Nullable String trouble) {
        return trouble != null && trouble.contains("does not grant");
    }
}
