package io.rollcall.cli.acls;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import io.rollcall.events.rights.NeededRight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lists for operators are what the code asks for. Run it with {@code -Drollcall.docs.record=true} to write them. */
class AclFilesTest {

    private static final Path FOLDER = Path.of("..", "ops", "acls");

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("ops/acls has what each part needs")
    void file(Role role) throws IOException {
        Path file = FOLDER.resolve(role.word() + ".acls");
        String text = text(role);
        if (Boolean.getBoolean("rollcall.docs.record")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("write it: mvn -pl cli test -Dtest=AclFilesTest -Drollcall.docs.record=true")
                .hasContent(text);
    }

    private static String text(Role role) {
        List<String> head = List.of(
                "# What " + role.command()
                        + " has to be allowed in Kafka, and no more: a right a line, as options of kafka-acls.",
                "# The names are those of the default settings. For others, and to grant it all at once:",
                "#   rollcall acls create --for " + role.word() + " --principal User:NAME");
        return String.join(
                        "\n",
                        Stream.concat(head.stream(), AclList.of(role.rights(Map.of())).stream())
                                .toList())
                + "\n";
    }

    @Test
    @DisplayName("names follow the settings that give them")
    void names() {
        Run controller = Run.of(
                "acls",
                "create",
                "--for=controller",
                "--prefix=blue",
                "--set=application.id.prefix=green",
                "--dry-run");
        assertThat(controller.status()).isZero();
        assertThat(controller.out())
                .contains("--operation Read --topic blue.node-events")
                .contains("--operation Write --transactional-id green-decider- --resource-pattern-type prefixed")
                .contains("--operation Read --group green-router")
                .noneMatch(line -> line.contains("rollcall"));
        assertThat(Run.of("acls", "create", "--for=cluster", "--set=cluster.name=east", "--dry-run")
                        .out())
                .contains("--operation Read --group rollcall.cluster.east");
        assertThat(Run.of("acls", "create", "--for=registry", "--set=topic=schemas", "--dry-run")
                        .out())
                .contains("--operation Write --transactional-id schema-registry-schemas")
                .noneMatch(line -> line.contains("_schemas"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("no right is asked for twice, nor one that another one on the same resources brings along")
    void least(Role role) {
        List<NeededRight> rights = role.rights(Map.of());
        assertThat(rights.stream().map(NeededRight::options)).doesNotHaveDuplicates();
        assertThat(rights)
                .noneMatch(right -> rights.stream()
                        .anyMatch(other -> !other.equals(right)
                                && covers(other.pattern(), right.pattern())
                                && brings(other.operation(), right.operation())));
    }

    /** As Kafka's authorizer has it; every operation is its own. */
    private static boolean brings(AclOperation granted, AclOperation wanted) {
        return granted == wanted
                || switch (granted) {
                    case READ, WRITE, DELETE, ALTER -> wanted == AclOperation.DESCRIBE;
                    case ALTER_CONFIGS -> wanted == AclOperation.DESCRIBE_CONFIGS;
                    default -> false;
                };
    }

    /** Whether all resources of one pattern are among those of another. */
    private static boolean covers(ResourcePattern wide, ResourcePattern narrow) {
        if (wide.resourceType() != narrow.resourceType()) {
            return false;
        }
        return wide.patternType() == PatternType.PREFIXED
                ? narrow.name().startsWith(wide.name())
                : wide.patternType() == narrow.patternType() && wide.name().equals(narrow.name());
    }

    @Test
    @DisplayName("a part or a setting that there is not is named, with those that there are")
    void mistakes() {
        Run part = Run.of("acls", "create", "--for=control", "--dry-run");
        assertThat(part.status()).isEqualTo(2);
        assertThat(part.err())
                .singleElement()
                .asString()
                .contains("--for control: there is no such part; name one of controller, projector,");
        Run setting = Run.of("acls", "create", "--for=controller", "--set=colour=red", "--dry-run");
        assertThat(setting.status()).isEqualTo(2);
        assertThat(setting.err()).singleElement().asString().contains("--set", "colour");
        Run nobody = Run.of("acls", "create", "--for=controller");
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.err()).singleElement().asString().contains("--principal: name the principal");
    }
}
