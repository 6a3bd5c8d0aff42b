package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.ActionType;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DecisionWatchTest {

    private static final TopicPartition PLACE = new TopicPartition("rollcall.decisions", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MockConsumer<String, Decision> consumer = new MockConsumer<>("earliest");

    DecisionWatchTest() {
        Node[] none = {};
        consumer.updatePartitions(
                PLACE.topic(), List.of(new PartitionInfo(PLACE.topic(), 0, Node.noNode(), none, none)));
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
    }

    @Test
    @DisplayName("a broker that goes and a record that can be read at last end nothing")
    void goesOn() throws InterruptedException {
        consumer.schedulePollTask(() -> consumer.setPollException(new DisconnectException()));
        consumer.schedulePollTask(() -> consumer.setPollException(unreadable(0)));
        consumer.schedulePollTask(() -> consumer.addRecord(decision(0)));
        try (DecisionWatch watch = new DecisionWatch(consumer)) {
            Awaitility.await().atMost(PATIENCE).until(() -> watch.count() == 1);
            assertThat(watch.partitions()).containsExactly(2);
        }
    }

    @Test
    @DisplayName("a record that cannot be read fails what is asked, and is not tried for ever")
    void fails() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            consumer.schedulePollTask(() -> consumer.setPollException(unreadable(7)));
        }
        try (DecisionWatch watch = new DecisionWatch(consumer)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThatThrownBy(watch::count)
                            .isInstanceOf(AssertionError.class)
                            .hasCauseInstanceOf(RecordDeserializationException.class));
            assertThat(consumer.closed()).isTrue();
        }
    }

    private static RecordDeserializationException unreadable(long offset) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                PLACE,
                offset,
                0,
                TimestampType.CREATE_TIME,
                null,
                null,
                new RecordHeaders(),
                "not Avro",
                new IllegalStateException("not Avro"));
    }

    private static ConsumerRecord<String, Decision> decision(long offset) {
        Decision decision = Decision.newBuilder()
                .setDecisionId("d")
                .setAt(Instant.EPOCH)
                .setJournal(new SourcePosition("rollcall.journal", 2, 0L))
                .setDaemonSet(new DaemonSetRef("default", "agent", "ds-uid"))
                .setAction(ActionType.CREATE)
                .setNode("n1")
                .setPod("pod")
                .setReason("TEST")
                .build();
        return new ConsumerRecord<>(PLACE.topic(), PLACE.partition(), offset, "default/agent", decision);
    }
}
