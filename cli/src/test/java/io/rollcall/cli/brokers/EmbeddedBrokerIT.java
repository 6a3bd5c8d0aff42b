package io.rollcall.cli.brokers;

import io.rollcall.events.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On the broker of {@code rollcall up}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedBrokerIT extends BrokerContract {

    @SuppressWarnings("NullAway.Init")
    private EmbeddedBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = EmbeddedBroker.start(folder.resolve("broker"), OptionalInt.empty());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Override
    String bootstrapServers() {
        return broker.bootstrapServers();
    }
}
