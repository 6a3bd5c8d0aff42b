package io.rollcall.events.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.cloudevents.CloudEventHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The reference of topics says what the catalogue and the schemas say. To write it anew:
 * {@code mvn -pl events-schema test -Dtest=ReferencePagesTest -Drollcall.docs.write=true}.
 */
class ReferencePagesTest {

    static final Path REFERENCE = Path.of("..", "docs", "reference");
    private static final boolean WRITE = Boolean.getBoolean("rollcall.docs.write");

    @Test
    @DisplayName("topics.md has every topic, every field and every type")
    void topics() throws IOException {
        Path page = REFERENCE.resolve("topics.md");
        String generated = TopicsPage.generated();
        if (WRITE) {
            String text = Files.readString(page);
            Files.writeString(page, text.substring(0, text.indexOf("## All topics")) + generated);
        }
        assertThat(Files.readString(page)).endsWith(generated);
    }

    @Test
    @DisplayName("asyncapi.yaml is the catalogue")
    void asyncApi() throws IOException {
        Path page = REFERENCE.resolve("asyncapi.yaml");
        String generated = AsyncApi.yaml();
        if (WRITE) {
            Files.writeString(page, generated);
        }
        assertThat(Files.readString(page)).isEqualTo(generated);
    }

    @Test
    @DisplayName("every header of CloudEvents is told")
    void headers() {
        assertThat(HeaderDoc.ALL).extracting(HeaderDoc::name).isEqualTo(CloudEventHeaders.NAMES);
    }
}
