package io.rollcall.events.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.serde.AvroSerdes;
import io.rollcall.events.serde.Decoded;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract on Apicurio's registry, so that it is not made of habits of our own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApicurioRegistryIT extends RegistryContract {
    private ApicurioProcess registry;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        registry = ApicurioProcess.start(Path.of("target", "apicurio"), folder);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Override
    String url() {
        return registry.url();
    }

    @Test
    @DisplayName("a schema that is there and is not Avro is a fault of the record")
    void otherType() {
        Http.Answer registered = http.post(
                "/subjects/" + subject + "/versions",
                Http.object()
                        .put("schemaType", "PROTOBUF")
                        .put("schema", "syntax = \"proto3\";\nmessage Row {\n  string a = 1;\n}\n")
                        .toString());
        int id = registered.body().path("id").asInt();
        assertThat(id).as(registered.toString()).isPositive();
        byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();
        assertThat(new AvroSerdes(url()).safe(TopicCatalogue.COMMAND_RESULTS).decode("t", bytes))
                .isInstanceOfSatisfying(
                        Decoded.Fault.class,
                        fault -> assertThat(fault.code()).isEqualTo(Decoded.FaultCode.UNDECODABLE));
    }
}
