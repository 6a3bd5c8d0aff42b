package io.rollcall.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.rollcall.cli.Run;
import io.rollcall.controller.app.ControllerConfig;
import io.rollcall.controller.app.ControllerRights;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each part with all of its rights but one, for each of them: the lists in ops/acls say which there are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MissingRightsIT {

    private static final List<String> ROLES = List.of(
            "topics-create",
            "topics-describe",
            "registry",
            "controller",
            "cluster",
            "projector",
            "projector-postgresql",
            "audit-verify");

    @SuppressWarnings("NullAway.Init")
    private SecuredBroker broker;

    @SuppressWarnings("NullAway.Init")
    private Grants grants;

    @SuppressWarnings("NullAway.Init")
    private Calls calls;

    private final List<String> topics = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = SecuredBroker.start(folder, ROLES);
        grants = new Grants(broker.admin());
        calls = new Calls(folder, "http://127.0.0.1:1");
        topics.addAll(TopicCatalogue.all().stream()
                .<String>map(TopicNames.standard()::of)
                .toList());
        topics.add("_schemas");
        topics.addAll(changelogs());
        for (String role : ROLES) {
            grants.create(AclFile.allGranted(role, role));
        }
    }

    @AfterAll
    void stop() {
        broker.close();
        // Components that were called here have set up logs of this process.
        LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        logs.reset();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    static Stream<Arguments> rights() throws IOException {
        List<Arguments> rights = new ArrayList<>();
        for (String role : ROLES) {
            AclFile.rights(role).forEach(line -> rights.add(Arguments.of(role, line)));
        }
        return rights.stream();
    }

    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("rights")
    @DisplayName("a right that is missing is named at the start, with who lacks it and what grants it")
    void without(String role, String line) throws Exception {
        AclBinding right = AclFile.granted(line, role);
        prepare(right);
        grants.delete(List.of(right));
        try {
            Run run = Calls.run(calls.of(role, broker.withPassword(role)));
            assertThat(run.status()).as("%s", run.err()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .contains("does not grant User:" + role + " " + words(line) + " (")
                    .contains("kafka-acls --add --allow-principal User:" + role + " " + line + ",")
                    .endsWith("rollcall acls create --for " + role + " --principal User:" + role);
        } finally {
            grants.create(List.of(right));
        }
    }

    /** As people say it. */
    private static String words(String line) {
        return line.replaceFirst("--operation (\\w+) --([a-z-]+) (\\S+)", "$1 on $2 $3")
                .replace("transactional-id", "transactional id")
                .replace(" --resource-pattern-type prefixed", "*");
    }

    /** Nobody needs to create what is there; of what is not there only the right to create it shows before the start. */
    private void prepare(AclBinding right) throws Exception {
        Collection<String> wanted = new TreeSet<>(topics);
        if (right.entry().operation() == AclOperation.CREATE) {
            wanted.removeIf(topic -> covers(right.pattern(), topic));
        }
        Collection<String> there = broker.admin().listTopics().names().get();
        broker.admin()
                .deleteTopics(topics.stream()
                        .filter(topic -> there.contains(topic) && !wanted.contains(topic))
                        .toList())
                .all()
                .get();
        broker.admin()
                .createTopics(wanted.stream()
                        .filter(topic -> !there.contains(topic))
                        .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty())
                                .configs(Map.of("cleanup.policy", "compact")))
                        .toList())
                .all()
                .get();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Collection<String> now = broker.admin().listTopics().names().get();
            return topics.stream().allMatch(topic -> now.contains(topic) == wanted.contains(topic));
        });
    }

    private static boolean covers(ResourcePattern pattern, String topic) {
        return pattern.patternType() == PatternType.PREFIXED
                ? topic.startsWith(pattern.name())
                : topic.equals(pattern.name());
    }

    private static List<String> changelogs() {
        return ControllerRights.of(
                        ControllerConfig.of(Map.of("bootstrap.servers", "any:1", "schema.registry.url", "http://any")))
                .stream()
                .filter(right -> right.pattern().resourceType() == ResourceType.TOPIC
                        && right.pattern().patternType() == PatternType.PREFIXED)
                .flatMap(right -> right.used().stream())
                .distinct()
                .toList();
    }
}
