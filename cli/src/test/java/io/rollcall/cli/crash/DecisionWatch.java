package io.rollcall.cli.crash;

import io.rollcall.events.Decision;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads decisions as they are committed, and tells when the next one of a partition of the journal came. Safe for threads. What it is
 * asked fails once it cannot go on, as at a record that cannot be read.
 */
final class DecisionWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    /** A registry that does not answer in time makes a record unreadable, too. */
    private static final int TRIES = 5;

    private final Consumer<String, Decision> consumer;
    private final Thread thread = new Thread(this::run, "decision-watch");
    private final Map<Integer, List<Came>> came = new HashMap<>();
    private final List<TopicPartition> places;
    private @Nullable RuntimeException failure;
    private volatile boolean closed;

    /** A decision of one partition of the journal: where it stands among the decisions, and when it was read. */
    private record Came(TopicPartition place, long offset, long nanos) {}

    /** A moment in the topic of decisions: what stands before it was decided before. */
    record Mark(Map<TopicPartition, Long> ends, long nanos) {}

    DecisionWatch(CommittedLog log) {
        this(log.consumer(TopicCatalogue.DECISIONS));
    }

    /** @param consumer that nobody else uses, and that is closed with this */
    DecisionWatch(Consumer<String, Decision> consumer) {
        this.consumer = consumer;
        String name = TopicNames.standard().of(TopicCatalogue.DECISIONS);
        places = consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
        consumer.assign(places);
        consumer.seekToBeginning(places);
        thread.start();
    }

    /** The partitions of the topic of decisions. */
    List<TopicPartition> places() {
        return places;
    }

    /** Partitions of the journal that something was decided in. */
    synchronized Set<Integer> partitions() {
        requireReading();
        return new TreeSet<>(came.keySet());
    }

    synchronized int count() {
        requireReading();
        return came.values().stream().mapToInt(List::size).sum();
    }

    /** How long after a mark the first decision of a partition of the journal was read that stands behind it; empty if none was. */
    synchronized Optional<Duration> next(int journalPartition, Mark mark) {
        requireReading();
        return came.getOrDefault(journalPartition, List.of()).stream()
                .filter(decision -> decision.nanos() > mark.nanos()
                        && decision.offset() >= mark.ends().getOrDefault(decision.place(), 0L))
                .findFirst()
                .map(decision -> Duration.ofNanos(decision.nanos() - mark.nanos()));
    }

    private void requireReading() {
        if (failure != null) {
            throw new AssertionError("the decisions cannot be read", failure);
        }
    }

    private void run() {
        try (consumer) {
            read();
        } catch (WakeupException end) {
            // As it was told to.
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void read() {
        String unreadable = "";
        int tries = 0;
        while (!closed) {
            try {
                for (ConsumerRecord<String, Decision> record : consumer.poll(POLL)) {
                    note(record);
                }
            } catch (WakeupException end) {
                return;
            } catch (RecordDeserializationException e) {
                String place = e.topicPartition() + "@" + e.offset();
                tries = place.equals(unreadable) ? tries + 1 : 1;
                unreadable = place;
                if (tries == TRIES) {
                    throw e;
                }
                pause();
            } catch (KafkaException e) {
                // Brokers come and go here; the next poll goes on where this one was.
                System.out.println("decision watch: " + e.getMessage());
                pause();
            }
        }
    }

    /** Refused connections fail at once: without it all tries are over before anybody is back. */
    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
    }

    private synchronized void note(ConsumerRecord<String, Decision> record) {
        came.computeIfAbsent(record.value().getJournal().getPartition(), partition -> new ArrayList<>())
                .add(new Came(
                        new TopicPartition(record.topic(), record.partition()), record.offset(), System.nanoTime()));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join();
    }
}
