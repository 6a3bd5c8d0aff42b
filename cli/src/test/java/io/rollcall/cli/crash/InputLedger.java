package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.controller.router.InMemoryRoutedObjects;
import io.rollcall.controller.router.Routed;
import io.rollcall.controller.router.RouterCore;
import io.rollcall.controller.router.RouterTopology;
import io.rollcall.controller.router.Routing;
import io.rollcall.events.Cause;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.RulesActivated;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Nothing of the inputs is lost, doubled or changed on its way into the journal. Every partition of an input topic, as it was committed
 * and as far as the Router says that it has read it, is routed once more without a break; what this gives for each partition of the
 * journal has to be what stands there with that partition as its cause: the same entries, each once, in the same order. Likewise each
 * refused input stands once among the rejected records.
 *
 * <p>That shows what kills, halts and moves of tasks did to positions, outputs and the Router's memory, for what it lets through and
 * what it drops alike. It does not show that the Router's rules are right: they are its own here, and have tests of their own. Nor is
 * the order between input topics judged, which the Router is free to choose; its memory knows nothing of one topic that another has a
 * part in. Nor an input that cannot be read or has no value; none is written here.
 */
final class InputLedger {

    private static final int SHOWN = 5;

    private final int journalPartitions;
    private final Map<TopicPartition, Long> read;
    private final Map<TopicPartition, RouterCore> routers = new HashMap<>();
    private final Map<Way, List<Entry>> due = new LinkedHashMap<>();
    private final Map<Way, List<Entry>> written = new LinkedHashMap<>();
    private final List<SourcePosition> refusalsDue = new ArrayList<>();
    private final List<SourcePosition> refusals = new ArrayList<>();

    /** From a partition of an input topic to one of the journal. */
    private record Way(TopicPartition input, int journalPartition) {
        @Override
        public String toString() {
            return "from " + input + " to partition " + journalPartition + " of the journal";
        }
    }

    private record Entry(String key, JournalRecord record) {
        @Override
        public String toString() {
            Cause cause = record.getCause();
            return key + ", made from " + cause.getTopic() + "-" + cause.getPartition() + "@" + cause.getOffset();
        }
    }

    /** @param read where the Router goes on, of each partition of the input topics that it has read */
    InputLedger(int journalPartitions, Map<TopicPartition, Long> read) {
        this.journalPartitions = journalPartitions;
        this.read = Map.copyOf(read);
    }

    /** Of a Router that does not run any more. */
    static InputLedger of(CommittedLog log, Map<TopicPartition, Long> read) {
        InputLedger ledger = new InputLedger(log.partitions(TopicCatalogue.JOURNAL), read);
        for (Topic<? extends SpecificRecord> topic : RouterTopology.INPUTS) {
            log.forEach(topic, ledger::input);
        }
        log.forEach(TopicCatalogue.JOURNAL, ledger::journal);
        log.forEach(
                TopicCatalogue.REJECTED, record -> ledger.refused(record.value().getOrigin()));
        return ledger;
    }

    /** An input; those of a partition in their order. */
    void input(ConsumerRecord<String, ? extends SpecificRecord> record) {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        if (record.offset() >= read.getOrDefault(place, 0L)) {
            return;
        }
        SourcePosition origin = new SourcePosition(record.topic(), record.partition(), record.offset());
        Routing routing = routers.computeIfAbsent(
                        place, first -> new RouterCore(journalPartitions, new InMemoryRoutedObjects()))
                .route(origin, Instant.ofEpochMilli(record.timestamp()), record.key(), record.value());
        switch (routing) {
            case Routing.Forwarded forwarded -> forwarded.records().forEach(routed -> due(place, routed));
            case Routing.Refused refused -> refusalsDue.add(origin);
            case Routing.Dropped dropped -> {}
        }
    }

    private void due(TopicPartition place, Routed routed) {
        for (int partition : routed.destination().partitions(journalPartitions)) {
            due.computeIfAbsent(new Way(place, partition), way -> new ArrayList<>())
                    .add(new Entry(routed.key(), routed.record()));
        }
    }

    /** A record of the journal; those of a partition in their order. */
    void journal(ConsumerRecord<String, JournalRecord> record) {
        Cause cause = record.value().getCause();
        Object body = record.value().getBody();
        if (body instanceof ClockTicked || body instanceof RulesActivated) {
            return;
        }
        assertThat(cause)
                .as("cause of %s-%s@%s", record.topic(), record.partition(), record.offset())
                .isNotNull();
        TopicPartition input = new TopicPartition(cause.getTopic(), cause.getPartition());
        written.computeIfAbsent(new Way(input, record.partition()), way -> new ArrayList<>())
                .add(new Entry(record.key(), record.value()));
    }

    /** A rejected record; those that were not read from an input topic count as nothing. */
    void refused(SourcePosition origin) {
        if (RouterTopology.INPUTS.stream()
                .anyMatch(topic -> TopicNames.standard().of(topic).equals(origin.getTopic()))) {
            refusals.add(origin);
        }
    }

    /** Fails when anything is lost, doubled, changed or out of order; returns how many entries of the journal were judged. */
    int verify() {
        Set<Way> ways = new LinkedHashSet<>(due.keySet());
        ways.addAll(written.keySet());
        for (Way way : ways) {
            List<Entry> wanted = due.getOrDefault(way, List.of());
            List<Entry> found = written.getOrDefault(way, List.of());
            same(way.toString(), wanted, found);
            assertThat(wanted.equals(found))
                    .as("%s: the entries stand in the order of their inputs", way)
                    .isTrue();
        }
        same("rejected inputs", refusalsDue, refusals);
        return written.values().stream().mapToInt(List::size).sum();
    }

    private static <E> void same(String what, List<E> wanted, List<E> found) {
        Map<E, Long> more = counted(found);
        counted(wanted).forEach((entry, times) -> more.merge(entry, -times, Long::sum));
        assertThat(entries(more.entrySet().stream().filter(entry -> entry.getValue() < 0)))
                .as("%s: lost", what)
                .isEmpty();
        assertThat(entries(more.entrySet().stream().filter(entry -> entry.getValue() > 0)))
                .as("%s: there more often than the inputs give it", what)
                .isEmpty();
    }

    private static <E> List<String> entries(Stream<Map.Entry<E, Long>> entries) {
        return entries.map(entry -> Objects.toString(entry.getKey()))
                .limit(SHOWN)
                .toList();
    }

    private static <E> Map<E, Long> counted(List<E> all) {
        return all.stream().collect(Collectors.groupingBy(entry -> entry, LinkedHashMap::new, Collectors.counting()));
    }
}
