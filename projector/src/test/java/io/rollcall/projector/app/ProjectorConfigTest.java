package io.rollcall.projector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.projector.projection.Retention;
import io.rollcall.projector.view.ViewLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorConfigTest {

    private final Map<String, String> settings = new TreeMap<>(
            Map.of("bootstrap.servers", "b:9092", "schema.registry.url", "http://r:8081", "view", "view.db"));

    @Test
    @DisplayName("defaults: loopback, port 8080, prefix rollcall; kafka.* goes to the clients")
    void defaults() {
        settings.put("kafka.security.protocol", "SSL");
        ProjectorConfig config = ProjectorConfig.of(settings);
        assertThat(config.web().host()).isEqualTo("127.0.0.1");
        assertThat(config.web().port()).isEqualTo(8080);
        assertThat(config.topics().prefix()).isEqualTo("rollcall");
        assertThat(config.view()).isEqualTo(new ViewLocation.SqliteFile(Path.of("view.db")));
        assertThat(config.retention()).isEqualTo(Retention.NONE);
        assertThat(config.kafka().values())
                .isEqualTo(Map.of("bootstrap.servers", "b:9092", "security.protocol", "SSL"));
    }

    @Test
    @DisplayName("what is missing, unknown or illegal is named")
    void mistakes() {
        settings.put("web.prot", "1");
        assertThatThrownBy(() -> ProjectorConfig.of(settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("web.prot")
                .hasMessageContaining("web.port");
        settings.remove("web.prot");
        settings.put("web.port", "70000");
        assertThatThrownBy(() -> ProjectorConfig.of(settings)).hasMessageContaining("web.port");
        settings.remove("web.port");
        settings.remove("view");
        assertThatThrownBy(() -> ProjectorConfig.of(settings)).hasMessageContaining("view: is missing");
    }

    @Test
    @DisplayName("a view in PostgreSQL: URL, role and its password from a file, which is shown nowhere")
    void postgres(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\n");
        settings.put("view", "jdbc:postgresql://db:5432/rollcall?currentSchema=a");
        settings.put("view.user", "projector");
        settings.put("view.password.file", file.toString());
        settings.put("view.history.retention.ms", "3600000");
        ProjectorConfig config = ProjectorConfig.of(settings);
        assertThat(config.view())
                .isEqualTo(new ViewLocation.PostgresDatabase(
                        "jdbc:postgresql://db:5432/rollcall?currentSchema=a", "projector", "secret"));
        assertThat(config.toString()).doesNotContain("secret");
        assertThat(config.retention()).isEqualTo(new Retention(3_600_000, Retention.FOR_EVER));
        settings.put("view.password.file", folder.resolve("none").toString());
        assertThatThrownBy(() -> ProjectorConfig.of(settings)).hasMessageContaining("view.password.file");
        settings.put("view", "jdbc:mysql://db/rollcall");
        assertThatThrownBy(() -> ProjectorConfig.of(settings)).hasMessageContaining("jdbc:postgresql:");
    }
}
