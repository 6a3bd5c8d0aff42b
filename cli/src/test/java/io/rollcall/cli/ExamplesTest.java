package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.simulated.Applied;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.Manifests;
import io.rollcall.cluster.simulated.SimulatedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    private static final Path FOLDER = Path.of("..", "examples");

    static List<Path> manifests() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void isAcceptedAndSaysWhatItShows(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).startsWith("# ");
        SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("examples", 1));

        List<ObjectNode> objects = Manifests.read(text, file.toString());

        assertThat(objects)
                .filteredOn(object -> object.path("kind").asText().equals("DaemonSet"))
                .hasSize(1);
        assertThat(objects)
                .allSatisfy(object -> assertThat(Manifests.apply(cluster.api(), object, file.toString())
                                .outcome())
                        .isEqualTo(Applied.Outcome.CREATED));
    }

    @Test
    void eachIsListedInTheReadme() throws IOException {
        String readme = Files.readString(FOLDER.resolve("README.md"));
        assertThat(manifests())
                .hasSizeGreaterThanOrEqualTo(11)
                .allSatisfy(file -> assertThat(readme).contains("`" + file.getFileName() + "`"));
    }
}
