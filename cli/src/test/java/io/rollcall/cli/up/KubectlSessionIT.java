package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session of about a hundred commands that an unmodified kubectl had with a real API server, repeated here: exit status and output
 * are the same, or the page says how they differ, and differences.diff to the line. Run it with {@code -Drollcall.docs.record=true} to
 * write the page and that file.
 */
class KubectlSessionIT {

    private static final String RECORD = "rollcall.docs.record";
    private static final String AGAIN =
            "when it is meant to be so, write it: mvn -pl cli verify -Dit.test=KubectlSessionIT -D" + RECORD + "=true";

    @TempDir
    static Path folder;

    @Test
    @DisplayName("every recorded command gives the same here, or what the page says")
    void session() throws Exception {
        String version = Kubectl.version();
        assumeTrue(
                version.startsWith("1.32."),
                "the session was recorded with kubectl 1.32, whose words other versions do not use; found: " + version);
        Path work = Files.createDirectory(folder.resolve("work"));
        Path nodes = work.resolve("nodes.yaml");
        try (InputStream stream = KubectlSessionIT.class.getResourceAsStream("/kubectl/nodes.yaml")) {
            Files.copy(Objects.requireNonNull(stream), nodes);
        }
        try (UpProcess up = UpProcess.start(folder.resolve("data"), "--nodes", "0")) {
            up.awaitLine(line -> line.startsWith("Kubernetes API http://127.0.0.1:"));
            Kubectl kubectl = new Kubectl(
                    folder.resolve("data").resolve("kubeconfig"), Files.createDirectory(folder.resolve("home")));
            SessionCluster cluster = new SessionCluster(kubectl, work);
            cluster.begin(nodes);
            compare(cluster);
        }
    }

    private static void compare(SessionCluster cluster) throws IOException, InterruptedException {
        Map<Integer, String> explained = differences();
        SessionDifferences differences =
                new SessionDifferences(Path.of("src", "test", "resources", "kubectl", "differences.diff")
                        .toAbsolutePath());
        List<SessionPage.Row> rows = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (SessionStep step : SessionStep.recorded()) {
            Kubectl.Result result = cluster.repeat(step);
            String exit = step.stopped() ? step.exit() : Integer.toString(result.exit());
            List<String> here = SessionDifferences.side(
                    step,
                    exit,
                    result.out().lines().toList(),
                    result.err().lines().toList());
            List<String> recorded = SessionDifferences.side(step, step.exit(), step.out(), step.err());
            String how = explained.get(step.number());
            if (!here.equals(recorded)) {
                differences.add(step, recorded, here);
            }
            if (!here.equals(recorded) && how == null) {
                wrong.add(step.number() + " kubectl " + step.command() + "\n  found:\n" + String.join("\n", here)
                        + "\n  recorded:\n" + String.join("\n", recorded));
            } else if (here.equals(recorded) && how != null) {
                wrong.add(step.number() + " kubectl " + step.command() + " is the same, but is said to be: " + how);
            }
            rows.add(new SessionPage.Row(step, how == null ? "same" : how));
        }
        assertThat(wrong).isEmpty();
        Path file = Path.of("..", "docs", "kubectl.md").toAbsolutePath().normalize();
        SessionPage page = new SessionPage(file);
        String current = page.with(rows);
        if (Boolean.getBoolean(RECORD)) {
            Files.writeString(file, current);
            differences.record();
        }
        assertThat(differences.unexpected()).as(AGAIN).isEmpty();
        assertThat(page.text()).as("docs/kubectl.md; " + AGAIN).isEqualTo(current);
    }

    /** What is otherwise here, and why, by step. */
    private static Map<Integer, String> differences() throws IOException {
        try (InputStream stream = KubectlSessionIT.class.getResourceAsStream("/kubectl/differences.json")) {
            Map<Integer, String> differences = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    new ObjectMapper().readTree(Objects.requireNonNull(stream)).properties()) {
                differences.put(
                        Integer.valueOf(entry.getKey()), entry.getValue().asText());
            }
            return differences;
        }
    }
}
