package io.rollcall.events.registry;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
}
