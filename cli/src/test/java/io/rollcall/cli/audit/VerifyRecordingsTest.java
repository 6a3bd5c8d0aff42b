package io.rollcall.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.Run;
import io.rollcall.cli.replay.Recording;
import io.rollcall.controller.verification.VerifiedPartition;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a replay of a recording logs follows from its journal. With -Drollcall.histories=DIR, a folder with one recording a folder, also
 * all of these.
 */
class VerifyRecordingsTest {

    static Stream<Path> recordings() {
        String place = System.getProperty("rollcall.histories", "");
        return Stream.of(
                        Recording.in(Run.example(""), ".jsonl"),
                        place.isEmpty() ? List.<Path>of() : Recording.in(Path.of(place), ""))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    @DisplayName("every record of a recording's own log is what follows from its journal")
    void verified(Path place) {
        MemoryLog log = MemoryLog.of(Recording.read(place).history(), RuleProfile.NEWEST);
        VerifiedPartition verified = log.verify();

        assertThat(verified.difference()).isEmpty();
        assertThat(verified.journalRecords()).isEqualTo(log.journalRecords().size());
        assertThat(verified.compacted()).isZero();
        assertCounted(verified, "decision", log, TopicCatalogue.DECISIONS);
        assertCounted(verified, "command", log, TopicCatalogue.COMMANDS);
        assertCounted(verified, "status", log, TopicCatalogue.STATUS);
        assertCounted(verified, "revision", log, TopicCatalogue.REVISIONS);
    }

    private static void assertCounted(VerifiedPartition verified, String name, MemoryLog log, Topic<?> topic) {
        assertThat(verified.compared())
                .containsEntry(name, (long) log.records(topic).size());
    }
}
