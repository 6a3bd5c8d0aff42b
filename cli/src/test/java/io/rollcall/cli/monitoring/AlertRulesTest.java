package io.rollcall.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The alert rules, by Prometheus' own tool. */
class AlertRulesTest {

    static final Path RULES = Path.of("..", "ops", "prometheus", "rules", "rollcall.yml");
    private static final Path TESTS = Path.of("..", "ops", "prometheus", "tests", "rollcall.yml");
    private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");

    static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        new YAMLMapper()
                .readTree(RULES.toFile())
                .path("groups")
                .forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    @Test
    @DisplayName("promtool takes the rules, and each alert fires and stays quiet as its tests say")
    void promtool() throws IOException {
        Installed.require("promtool");
        for (List<String> command : List.of(
                List.of("promtool", "check", "rules", RULES.toString()),
                List.of("promtool", "test", "rules", TESTS.toString()))) {
            Installed.Ended ended = Installed.run(command);
            assertThat(ended.status()).as(ended.output()).isZero();
        }
    }

    @Test
    @DisplayName("each alert has a test in which it fires and one in which it does not, and a section of the runbook")
    void complete() throws IOException {
        List<String> tests =
                new YAMLMapper().readTree(TESTS.toFile()).path("tests").findValuesAsText("name");
        String runbook = Files.readString(RUNBOOK);
        List<String> expected = new ArrayList<>();
        for (JsonNode alert : alerts()) {
            String name = alert.path("alert").asText();
            expected.add(name + " fires");
            expected.add(name + " is quiet");
            assertThat(runbook).contains("\n### " + name + "\n");
            assertThat(alert.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
        }
        assertThat(tests).containsExactlyElementsOf(expected);
    }
}
