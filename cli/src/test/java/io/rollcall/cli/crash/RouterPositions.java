package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.router.RouterTopology;
import io.rollcall.events.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How far the Router has read its inputs and committed what it made of them. */
final class RouterPositions {

    private static final String ROUTERS = "rollcall-router";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ANSWER_SECONDS = 10;

    private final Admin admin;

    RouterPositions(Admin admin) {
        this.admin = admin;
    }

    /** Where it goes on, of each partition that it has read. */
    Map<TopicPartition, Long> now() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> positions = new HashMap<>();
        admin.listConsumerGroupOffsets(
                        Map.of(ROUTERS, new ListConsumerGroupOffsetsSpec()),
                        // The outputs of a position are in the same transaction: both are there, or neither.
                        new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((place, position) ->
                        positions.put(place, Objects.requireNonNull(position).offset()));
        return positions;
    }

    /** Returns when it has read every input that is there at the time of the call. */
    void awaitInputs(CommittedLog log) {
        Map<TopicPartition, Long> last = new HashMap<>();
        for (Topic<? extends SpecificRecord> topic : RouterTopology.INPUTS) {
            log.forEach(
                    topic, record -> last.put(new TopicPartition(record.topic(), record.partition()), record.offset()));
        }
        Awaitility.await("the Router has read its inputs")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    Map<TopicPartition, Long> positions = now();
                    last.forEach((place, offset) -> assertThat(positions.getOrDefault(place, 0L))
                            .as("position in %s", place)
                            .isGreaterThan(offset));
                });
    }
}
