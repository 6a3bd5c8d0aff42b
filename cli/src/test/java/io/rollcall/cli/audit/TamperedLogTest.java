package io.rollcall.cli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import io.rollcall.controller.verification.Difference;
import io.rollcall.controller.verification.VerifiedPartition;
import io.rollcall.events.Decision;
import io.rollcall.events.Status;
import io.rollcall.events.cloudevents.CloudEventHeaders;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.profile.RuleProfile;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is changed, missing or too much in a log is found, and its place named. */
class TamperedLogTest {

    private static final String DECISIONS = "rollcall.decisions";

    private MemoryLog log = MemoryLog.of(Run.example("13-rolling-mu1.jsonl"), RuleProfile.NEWEST);

    @BeforeEach
    void soundBefore() {
        assertThat(log.verify().difference()).isEmpty();
    }

    private Difference found() {
        VerifiedPartition verified = log.verify();
        assertThat(verified.difference()).isPresent();
        return verified.difference().get();
    }

    private Decision decision(int number) {
        return log.serdes()
                .deserializer(TopicCatalogue.DECISIONS)
                .deserialize(
                        DECISIONS,
                        log.records(TopicCatalogue.DECISIONS).get(number).value());
    }

    private void rewrite(int number, Decision decision) {
        List<ConsumerRecord<byte[], byte[]>> records = log.records(TopicCatalogue.DECISIONS);
        byte[] bytes = log.serdes().serializer(TopicCatalogue.DECISIONS).serialize(DECISIONS, decision);
        records.set(number, MemoryLog.withValue(records.get(number), bytes));
    }

    @Test
    @DisplayName("any byte of any decision that is any other is found, and the record named")
    void flippedBytes() {
        flip(TopicCatalogue.DECISIONS, 250, System.nanoTime());
    }

    @Test
    @DisplayName("so is any byte of a command, a status or a revision")
    void flippedBytesElsewhere() {
        long seed = System.nanoTime();
        flip(TopicCatalogue.COMMANDS, 50, seed);
        flip(TopicCatalogue.STATUS, 50, seed);
        flip(TopicCatalogue.REVISIONS, 50, seed);
    }

    /**
     * A byte in the schema id is no exception: decisions, commands, status and revisions of this program are written with one schema, so
     * every other id is that of another topic or of none.
     */
    private void flip(Topic<?> topic, int times, long seed) {
        System.out.println("TamperedLogTest seed " + seed);
        Random random = new Random(seed);
        List<ConsumerRecord<byte[], byte[]>> records = log.records(topic);
        for (int i = 0; i < times; i++) {
            int number = random.nextInt(records.size());
            ConsumerRecord<byte[], byte[]> sound = records.get(number);
            byte[] bytes = sound.value().clone();
            int at = random.nextInt(bytes.length);
            int other = 1 + random.nextInt(255);
            bytes[at] ^= (byte) other;
            records.set(number, MemoryLog.withValue(sound, bytes));
            VerifiedPartition verified = log.verify();
            String what = "byte %d of %s %d xor %d, seed %d".formatted(at, topic.name(), number, other, seed);
            assertThat(verified.difference()).as(what).isPresent();
            assertNamed(verified.difference().get(), sound, what);
            records.set(number, sound);
        }
        assertThat(log.verify().difference()).isEmpty();
    }

    /** The record is named by its own place, or by that of the journal, as the one that is not there. */
    private static void assertNamed(Difference difference, ConsumerRecord<byte[], byte[]> changed, String what) {
        if (difference.record() == null) {
            assertThat(difference.journal()).as(what).isNotNull();
            assertThat(difference.recorded()).as(what).isEqualTo(Difference.NOTHING);
        } else {
            assertThat(difference.record().getTopic()).as(what).isEqualTo(changed.topic());
            assertThat(difference.record().getOffset()).as(what).isEqualTo(changed.offset());
        }
    }

    @Test
    @DisplayName("so is another header of CloudEvents; none at all is in order, and so are headers of others")
    void changedHeaders() {
        List<ConsumerRecord<byte[], byte[]>> records = log.records(TopicCatalogue.COMMANDS);
        ConsumerRecord<byte[], byte[]> sound = records.get(3);
        for (String name : CloudEventHeaders.NAMES) {
            Headers changed = new RecordHeaders(sound.headers());
            changed.remove(name).add(name, "other".getBytes(UTF_8));
            records.set(3, MemoryLog.withHeaders(sound, changed));
            Difference difference = log.verify().difference().orElseThrow();
            assertThat(difference.field()).isEqualTo("header " + name);
            assertThat(difference.recorded()).isEqualTo("other");
            assertNamed(difference, sound, name);
            changed.remove(name);
            records.set(3, MemoryLog.withHeaders(sound, changed));
            assertThat(log.verify().difference()).as("without " + name).isPresent();
        }
        Headers traced = new RecordHeaders(sound.headers()).add("traceparent", "00-1-2-01".getBytes(UTF_8));
        records.set(3, MemoryLog.withHeaders(sound, traced));
        records.set(4, MemoryLog.withHeaders(records.get(4), new RecordHeaders()));
        assertThat(log.verify().difference()).isEmpty();
    }

    @Test
    @DisplayName("another value of a field is named with what is recorded and what follows from the journal")
    void changedField() {
        Decision decision = decision(7);
        String reason = decision.getReason();
        decision.setReason("NOT_ELIGIBLE");
        rewrite(7, decision);

        Difference difference = found();
        assertThat(difference.sentence())
                .isEqualTo("at rollcall.journal-0@" + decision.getJournal().getOffset() + ": decision "
                        + decision.getDecisionId() + " (rollcall.decisions-0@7): reason: recorded \"NOT_ELIGIBLE\","
                        + " recomputed \"" + reason + "\"");
    }

    @Test
    @DisplayName("an entry of a map is named by its path")
    void changedDetail() {
        Decision decision = decision(7);
        Map<String, String> detail = new TreeMap<>(decision.getDetail());
        detail.put("why", "because");
        decision.setDetail(detail);
        rewrite(7, decision);

        assertThat(found().field()).isEqualTo("detail.why");
        assertThat(found().recorded()).isEqualTo("\"because\"");
        assertThat(found().recomputed()).isEqualTo("null");
    }

    @Test
    @DisplayName("a decision that is not there, that is there twice, or that is in another place")
    void lostAndAdded() {
        List<ConsumerRecord<byte[], byte[]>> records = log.records(TopicCatalogue.DECISIONS);
        ConsumerRecord<byte[], byte[]> taken = records.remove(9);
        assertThat(found().recorded()).isEqualTo(Difference.NOTHING);
        assertThat(found().record()).isNull();

        records.add(9, taken);
        records.add(9, taken);
        assertThat(found().recomputed()).isEqualTo(Difference.NOTHING);

        records.remove(9);
        records.add(records.remove(9));
        assertThat(log.verify().difference()).isPresent();
    }

    @Test
    @DisplayName("the key and the time of a record count as its fields do")
    void keyAndTime() {
        List<ConsumerRecord<byte[], byte[]>> records = log.records(TopicCatalogue.DECISIONS);
        ConsumerRecord<byte[], byte[]> sound = records.get(3);
        records.set(3, MemoryLog.with(sound, "default/other", sound.timestamp()));
        assertThat(found().field()).isEqualTo("key");
        records.set(3, MemoryLog.with(sound, "default/rolling", sound.timestamp() + 1));
        assertThat(found().field()).isIn("timestamp", "key");
    }

    @Test
    @DisplayName("a journal record that is another leads to other decisions, and the first of them is named")
    void changedJournal() {
        List<ConsumerRecord<byte[], byte[]>> journal = log.journalRecords();
        int at = journal.size() / 2;
        journal.set(at, MemoryLog.withValue(journal.get(at), new byte[] {1, 2, 3}));

        assertThat(found().sentence()).startsWith("at rollcall.journal-0@" + at + ": rejection ");
    }

    @Test
    @DisplayName("a decider that is behind is verified as far as it is")
    void behind() {
        long end = log.journalRecords().size() - 20L;
        log.decidedUpTo(OptionalLong.of(end));
        List<ConsumerRecord<byte[], byte[]>> records = log.records(TopicCatalogue.DECISIONS);
        records.removeIf(record -> journalOffset(record) >= end);
        assertThat(log.verify().difference()).isEmpty();
        assertThat(log.verify().journalRecords()).isEqualTo(end);

        records.removeLast();
        assertThat(found().recorded()).isEqualTo(Difference.NOTHING);
    }

    @Test
    @DisplayName("where nobody knows how far the decider is, it is as far as there are decisions")
    void unknownPosition() {
        log.decidedUpTo(OptionalLong.empty());
        List<ConsumerRecord<byte[], byte[]>> decisions = log.records(TopicCatalogue.DECISIONS);
        List<ConsumerRecord<byte[], byte[]>> commands = log.records(TopicCatalogue.COMMANDS);
        decisions.subList(10, decisions.size()).clear();
        commands.subList(10, commands.size()).clear();
        for (Topic<?> topic : List.of(TopicCatalogue.STATUS, TopicCatalogue.REVISIONS)) {
            log.records(topic).subList(1, log.records(topic).size()).clear();
        }
        assertThat(log.verify().difference()).isEmpty();
        assertThat(log.verify().compared()).containsEntry("decision", 10L);

        decisions.remove(5);
        assertThat(found().recorded()).isEqualTo(Difference.NOTHING);
    }

    private long journalOffset(ConsumerRecord<byte[], byte[]> record) {
        return log.serdes()
                .deserializer(TopicCatalogue.DECISIONS)
                .deserialize(DECISIONS, record.value())
                .getJournal()
                .getOffset();
    }

    @Test
    @DisplayName("of a compacted topic the last value of a key has to be there, earlier ones need not")
    void compacted() {
        List<ConsumerRecord<byte[], byte[]>> status = log.records(TopicCatalogue.STATUS);
        int before = status.size();
        status.subList(0, before - 1).clear();
        VerifiedPartition verified = log.verify();
        assertThat(verified.difference()).isEmpty();
        assertThat(verified.compacted()).isEqualTo(before - 1);

        status.clear();
        Difference difference = found();
        assertThat(difference.what()).isEqualTo("status");
        assertThat(difference.recorded()).isEqualTo(Difference.NOTHING);
    }

    @Test
    @DisplayName("a counter of a status that is another is found though earlier ones are gone")
    void changedStatus() {
        List<ConsumerRecord<byte[], byte[]>> records = log.records(TopicCatalogue.STATUS);
        ConsumerRecord<byte[], byte[]> last = records.getLast();
        records.clear();
        Status status = log.serdes().deserializer(TopicCatalogue.STATUS).deserialize(last.topic(), last.value());
        status.setNumberReady(99);
        records.add(MemoryLog.withValue(
                last, log.serdes().serializer(TopicCatalogue.STATUS).serialize(last.topic(), status)));

        assertThat(found().field()).isEqualTo("numberReady");
        assertThat(found().recorded()).isEqualTo("99");
    }

    @Test
    @DisplayName("rules that are not those of the log lead to another decision")
    void otherRules() {
        MemoryLog old = MemoryLog.of(Run.example("13-rolling-mu1.jsonl"), RuleProfile.of("1.23"));
        assertThat(old.verify().difference()).isEmpty();
        assertThat(old.verifyAs(RuleProfile.NEWEST).difference())
                .hasValueSatisfying(difference -> assertThat(difference.field()).isEqualTo("rules"));
    }
}
