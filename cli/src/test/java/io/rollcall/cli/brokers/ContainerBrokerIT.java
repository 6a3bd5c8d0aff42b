package io.rollcall.cli.brokers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * On Kafka in a container, by Testcontainers. The image is named by the property rollcall.test.kafka.image or the environment's
 * ROLLCALL_TEST_KAFKA_IMAGE; otherwise it is the public one of the Kafka version that Rollcall uses. Without a Docker engine the tests are skipped,
 * but fail where CI is true.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerBrokerIT extends BrokerContract {

    private static final String IMAGE = Optional.ofNullable(System.getProperty("rollcall.test.kafka.image"))
            .or(() -> Optional.ofNullable(System.getenv("ROLLCALL_TEST_KAFKA_IMAGE")))
            .orElse("apache/kafka:" + AppInfoParser.getVersion());

    private @Nullable KafkaContainer kafka;
    private int ran;

    @BeforeAll
    void start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String missing = "no Docker engine answers: the tests on " + IMAGE
                    + " need one; those on the embedded broker are the same";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            System.out.println("Skipped: " + missing);
            abort(missing);
        }
        KafkaContainer container = new KafkaContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"))
                // A dead instance is noticed, and its transaction ended, as soon as on the embedded broker.
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                // For this machine alone.
                .withCreateContainerCmdModifier(command -> {
                    HostConfig host = Objects.requireNonNull(command.getHostConfig());
                    ExposedPort[] ports = Objects.requireNonNull(command.getExposedPorts());
                    host.withPortBindings(Arrays.stream(ports)
                            .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port))
                            .toList());
                });
        container.start();
        kafka = container;
    }

    @AfterEach
    void count() {
        ran++;
    }

    @AfterAll
    void stop() {
        if (kafka != null) {
            kafka.stop();
            System.out.println(ran + " tests ran on Kafka in a container, image " + IMAGE);
        }
    }

    @Override
    String bootstrapServers() {
        return Objects.requireNonNull(kafka).getBootstrapServers();
    }
}
