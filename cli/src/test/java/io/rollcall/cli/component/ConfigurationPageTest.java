package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The reference of the settings is what the definitions say. Run it with {@code -Drollcall.docs.record=true} to write the page. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");

    private final List<Component> components = List.of(
            new ControllerComponent(), new ProjectorComponent(), new ClusterComponent(), new RegistryComponent());

    @Test
    @DisplayName("the page of the settings is up to date")
    void page() throws IOException {
        String page = ConfigurationPage.of(components);
        if (Boolean.getBoolean("rollcall.docs.record")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("write it: mvn -pl cli test -Dtest=ConfigurationPageTest -Drollcall.docs.record=true")
                .hasContent(page);
    }

    @Test
    @DisplayName(
            "every setting of every component is documented, and no two components listen on the same port by default")
    void documented() {
        for (Component component : components) {
            assertThat(component.definition().settings().configKeys().values())
                    .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
        }
        assertThat(components.stream()
                        .map(component -> component
                                .definition()
                                .settings()
                                .defaultValues()
                                .get("management.port")))
                .doesNotHaveDuplicates();
    }
}
