package io.rollcall.projector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProjectorConfigTest {

    private final Map<String, String> settings = new TreeMap<>(
            Map.of("bootstrap.servers", "b:9092", "schema.registry.url", "http://r:8081", "view.file", "view.db"));

    @Test
    @DisplayName("defaults: loopback, port 8080, prefix rollcall; kafka.* goes to the clients")
    void defaults() {
        settings.put("kafka.security.protocol", "SSL");
        ProjectorConfig config = ProjectorConfig.from(settings);
        assertThat(config.webHost()).isEqualTo("127.0.0.1");
        assertThat(config.webPort()).isEqualTo(8080);
        assertThat(config.topics().prefix()).isEqualTo("rollcall");
        assertThat(config.database()).isEqualTo(Path.of("view.db"));
        assertThat(config.kafka()).isEqualTo(Map.of("bootstrap.servers", "b:9092", "security.protocol", "SSL"));
    }

    @Test
    @DisplayName("what is missing, unknown or illegal is named")
    void mistakes() {
        settings.put("web.prot", "1");
        assertThatThrownBy(() -> ProjectorConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("web.prot")
                .hasMessageContaining("web.port");
        settings.remove("web.prot");
        settings.put("web.port", "70000");
        assertThatThrownBy(() -> ProjectorConfig.from(settings)).hasMessageContaining("web.port");
        settings.remove("web.port");
        settings.remove("view.file");
        assertThatThrownBy(() -> ProjectorConfig.from(settings)).hasMessageContaining("view.file");
    }
}
