package io.rollcall.controller.app;

import io.rollcall.controller.decider.DeciderTopology;
import io.rollcall.controller.router.RouterTopology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Brokers forget the positions of a group that was away for offsets.retention.minutes, seven days unless that was changed; the state in
 * the changelogs stays. Read from the beginning on top of that state, the past would be decided upon again. So that is refused.
 */
final class LostPositions {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LostPositions() {}

    static void check(Admin admin, ControllerConfig config) {
        check(admin, config, config.router(), RouterTopology.SIGHTINGS);
        check(admin, config, config.decider(), DeciderTopology.PROGRESS);
    }

    private static void check(Admin admin, ControllerConfig config, Properties application, String store) {
        String id = application.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        String changelog = id + "-" + store + "-changelog";
        if (hasPositions(admin, id) || !hasRows(config, changelog) || comesToHavePositions(admin, id)) {
            return;
        }
        throw new ControllerStartException(
                "the positions of consumer group " + id
                        + " are gone (brokers keep them for offsets.retention.minutes) but its state in "
                        + changelog
                        + " is not: set the group's offsets to where it stopped (kafka-consumer-groups --reset-offsets),"
                        + " or start over with another topic.prefix; and raise offsets.retention.minutes",
                null);
    }

    /**
     * Another instance that starts at the same time may have committed its first rows after the first question. Rows and positions of a
     * transaction are on different brokers, which learn of its end one after the other.
     */
    private static boolean comesToHavePositions(Admin admin, String group) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hasPositions(admin, group)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ControllerStartException("stopped while starting", stopped);
            }
        }
        return true;
    }

    private static boolean hasPositions(Admin admin, String group) {
        try {
            return !admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .isEmpty();
        } catch (ExecutionException e) {
            throw new ControllerStartException(
                    "cannot read the positions of consumer group " + group + ": " + e.getCause(), e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ControllerStartException("stopped while starting", stopped);
        }
    }

    /** Whether a committed record is there; those of a first transaction that was aborted do not count. */
    private static boolean hasRows(ControllerConfig config, String changelog) {
        Map<String, Object> settings = new HashMap<>();
        config.client().forEach((name, value) -> settings.put(name.toString(), value));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(changelog, List.of()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                return false;
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }
}
