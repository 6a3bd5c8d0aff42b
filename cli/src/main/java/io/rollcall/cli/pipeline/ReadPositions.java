package io.rollcall.cli.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How far an application has read its topics and committed what it made of them. For one thread. */
final class ReadPositions {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 3;

    private final Admin admin;
    private final String applicationId;

    ReadPositions(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /**
     * Returns when it has come to these offsets.
     *
     * @param failure why it never will
     */
    void await(Map<TopicPartition, Long> ends, Supplier<Optional<String>> failure) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached(ends)) {
            Optional<String> broken = failure.get();
            if (broken.isPresent()) {
                throw new IllegalStateException(broken.get());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        applicationId + " has not read up to " + ends + " within " + PATIENCE.toSeconds() + " s");
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        if (ends.isEmpty()) {
            return true;
        }
        Map<TopicPartition, OffsetAndMetadata> committed;
        try {
            committed = admin.listConsumerGroupOffsets(
                            Map.of(applicationId, new ListConsumerGroupOffsetsSpec().topicPartitions(ends.keySet())),
                            // The outputs of a position are in the same transaction: both are there, or neither.
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw new IllegalStateException("the positions of " + applicationId + " cannot be read", e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata position = committed.get(end.getKey());
            return position != null && position.offset() >= end.getValue();
        });
    }

    private IllegalStateException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("stopped while waiting for " + applicationId, e);
    }
}
