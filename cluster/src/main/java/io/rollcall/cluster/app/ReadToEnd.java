package io.rollcall.cluster.app;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads a consumer's partitions to where they end now. */
final class ReadToEnd {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ReadToEnd() {}

    /**
     * Hands every committed record up to the present end to the reader, partition by partition in order.
     *
     * @throws TimeoutException when nothing comes for a long time although the end is not reached
     */
    static void of(
            Consumer<String, byte[]> consumer, java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached(consumer, ends)) {
            var records = consumer.poll(POLL);
            records.forEach(reader);
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("the end of " + ends.keySet() + " was not reached for " + PATIENCE);
            }
        }
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
