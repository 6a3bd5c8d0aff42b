package io.rollcall.events.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitioningTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "barrier", "kube-system/fluentd", "node-1", "узел", "节点", "0b6f8c0e-uid/node-17"})
    @DisplayName("a key goes where Kafka's own producer puts it")
    void likeKafka(String key) {
        for (int partitions = 1; partitions <= 64; partitions++) {
            assertThat(Partitioning.partitionFor(key, partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions));
        }
    }
}
