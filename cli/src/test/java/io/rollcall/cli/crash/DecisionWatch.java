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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads decisions as they are committed, and tells when the next one of a partition of the journal came. Safe for threads. */
final class DecisionWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, Decision> consumer;
    private final Thread thread = new Thread(this::run, "decision-watch");
    private final Map<Integer, List<Came>> came = new HashMap<>();
    private final List<TopicPartition> places;
    private volatile boolean closed;

    /** A decision of one partition of the journal: where it stands among the decisions, and when it was read. */
    private record Came(TopicPartition place, long offset, long nanos) {}

    /** A moment in the topic of decisions: what stands before it was decided before. */
    record Mark(Map<TopicPartition, Long> ends, long nanos) {}

    DecisionWatch(CommittedLog log) {
        consumer = log.consumer(TopicCatalogue.DECISIONS);
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
        return new TreeSet<>(came.keySet());
    }

    synchronized int count() {
        return came.values().stream().mapToInt(List::size).sum();
    }

    /** How long after a mark the first decision of a partition of the journal was read that stands behind it; empty if none was. */
    synchronized Optional<Duration> next(int journalPartition, Mark mark) {
        return came.getOrDefault(journalPartition, List.of()).stream()
                .filter(decision -> decision.nanos() > mark.nanos()
                        && decision.offset() >= mark.ends().getOrDefault(decision.place(), 0L))
                .findFirst()
                .map(decision -> Duration.ofNanos(decision.nanos() - mark.nanos()));
    }

    private void run() {
        while (!closed) {
            try {
                for (ConsumerRecord<String, Decision> record : consumer.poll(POLL)) {
                    note(record);
                }
            } catch (WakeupException end) {
                break;
            } catch (KafkaException e) {
                // Brokers come and go here; the next poll goes on where this one was.
                System.out.println("decision watch: " + e.getMessage());
            }
        }
        consumer.close();
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
