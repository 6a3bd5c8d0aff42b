package io.rollcall.cli.pipeline;

import io.rollcall.controller.aggregate.JournalDecider;
import io.rollcall.events.broker.EmbeddedBroker;
import io.rollcall.events.registry.RegistryConfig;
import io.rollcall.events.registry.SchemaRegistryServer;
import io.rollcall.events.topics.JournalTime;
import io.rollcall.events.topics.TopicAdmin;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.events.topics.TopicPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a registry in this process, for as long as pipelines are needed. */
public final class KafkaPipelines implements Pipelines {

    private final TemporaryFolder folder;
    private final EmbeddedBroker broker;
    private final SchemaRegistryServer registry;
    private final Admin admin;
    private int opened;

    private KafkaPipelines(TemporaryFolder folder, EmbeddedBroker broker, SchemaRegistryServer registry) {
        this.folder = folder;
        this.broker = broker;
        this.registry = registry;
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Starts both, with their data in a folder that is deleted at the end. */
    public static KafkaPipelines start() {
        TemporaryFolder folder = TemporaryFolder.create("rollcall-replay");
        EmbeddedBroker broker = null;
        try {
            broker = EmbeddedBroker.start(folder.path().resolve("broker"), OptionalInt.empty());
            SchemaRegistryServer registry =
                    SchemaRegistryServer.start(RegistryConfig.local(broker.bootstrapServers(), 0));
            return new KafkaPipelines(folder, broker, registry);
        } catch (RuntimeException e) {
            if (broker != null) {
                broker.close();
            }
            folder.close();
            throw e;
        }
    }

    @Override
    public Pipeline open(Supplier<JournalDecider> deciders) {
        TopicNames names = Pipelines.names(++opened);
        new TopicAdmin(admin, names).create(TopicPlan.single(JournalTime.GIVEN));
        Path state = folder.path().resolve("streams-" + opened);
        return new KafkaPipeline(broker.bootstrapServers(), registry.url(), names, admin, deciders, state);
    }

    /** The names of the topics of the pipeline that is opened next. */
    public TopicNames nextNames() {
        return Pipelines.names(opened + 1);
    }

    /** Address of the broker. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where schemas are asked for. */
    public String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
        broker.close();
        folder.close();
    }
}
