package io.rollcall.events.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.node.NodeProgram;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AsyncAPI's own parser, with its parser of Avro schemas, reads the document. */
class AsyncApiIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path DOCUMENT = ReferencePagesTest.REFERENCE.resolve("asyncapi.yaml");

    @Test
    @DisplayName("asyncapi.yaml is a valid AsyncAPI 3.0 document with valid schemas; one that is not is told from it")
    void valid(@TempDir Path folder) throws Exception {
        NodeProgram check = NodeProgram.install(Path.of("src", "test", "node", "asyncapi"), folder.resolve("check"));
        NodeProgram.Ended sound =
                check.run(PATIENCE, "check.mjs", DOCUMENT.toAbsolutePath().toString());
        System.out.println("AsyncApiIT: " + sound.output());
        assertThat(sound.status()).as(sound.output() + sound.errors()).isZero();
        int topics = TopicCatalogue.all().size();
        assertThat(sound.output())
                .contains("%d channels, %d operations, %d messages".formatted(topics, topics, topics))
                .doesNotContain("error ");

        String text = Files.readString(DOCUMENT);
        for (String mistake : new String[] {
            text.replaceFirst("action: receive", "action: take"), text.replaceFirst("type: enum", "type: enumeration")
        }) {
            assertThat(mistake).isNotEqualTo(text);
            Path broken = Files.writeString(folder.resolve("broken.yaml"), mistake);
            assertThat(check.run(PATIENCE, "check.mjs", broken.toString()).status())
                    .isEqualTo(1);
        }
    }
}
