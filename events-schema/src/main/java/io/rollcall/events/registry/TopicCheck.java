package io.rollcall.events.registry;

import io.rollcall.events.settings.ClientSettings;
import io.rollcall.events.topics.TopicAdmin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the registry's topic, refuses one that would lose schemas, and knows where it ends. */
final class TopicCheck {
    private static final int LARGEST_SCHEMA = 5 * 1_048_576;

    private TopicCheck() {}

    /** Returns when the topic is there with one partition and compacted. */
    static void ensure(RegistryConfig config) {
        String topic = config.topic();
        try (Admin admin = Admin.create(config.kafka().with(Map.of()))) {
            NewTopic wanted = new NewTopic(topic, Optional.of(1), config.copies())
                    .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", String.valueOf(LARGEST_SCHEMA)));
            // Who may not create it can use one that is there.
            if (isThere(admin, topic) || !created(admin, wanted)) {
                check(admin, topic);
            }
            new TopicAdmin(admin).awaitWritable(List.of(topic));
        } catch (KafkaException refused) {
            throw RegistryException.storeFailed(
                    "cannot use topic " + topic + " at " + config.kafka().brokers() + ": "
                            + (refused.getCause() == null ? refused : refused.getCause()).getMessage());
        }
    }

    /** The offset before which everything is settled: committed or aborted. */
    static long end(ClientSettings kafka, TopicPartition partition) {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            return get(admin.listOffsets(
                                    Map.of(partition, OffsetSpec.latest()),
                                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                            .partitionResult(partition))
                    .offset();
        } catch (KafkaException refused) {
            throw RegistryException.storeFailed("cannot read the end of topic " + partition.topic() + " at "
                    + kafka.brokers() + ": " + refused.getMessage());
        }
    }

    private static boolean isThere(Admin admin, String topic) {
        try {
            get(admin.describeTopics(List.of(topic)).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException missing) {
            return false;
        }
    }

    /** False when another registry was quicker. */
    private static boolean created(Admin admin, NewTopic wanted) {
        try {
            get(admin.createTopics(List.of(wanted)).all());
            return true;
        } catch (TopicExistsException there) {
            return false;
        }
    }

    private static void check(Admin admin, String topic) {
        int partitions = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = get(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next();
        String policy = config.get("cleanup.policy").value();
        if (partitions != 1 || !"compact".equals(policy)) {
            throw RegistryException.storeFailed(
                    "topic " + topic + " has " + partitions
                            + " partitions and cleanup.policy " + policy
                            + ": schemas need one partition and compact, so that none is lost; alter the topic or name another");
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof KafkaException cause ? cause : new KafkaException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopped);
        }
    }
}
